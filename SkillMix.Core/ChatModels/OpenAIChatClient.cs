using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace SkillMix.Core.ChatModels;

/// <summary>The OpenAI SDK behind <see cref="IChatClient"/>: OpenAI, Azure's v1 endpoint and every compatible server.</summary>
/// <remarks>Made by <see cref="ChatModelFactory"/>. One request, one reply, no tools.</remarks>
public sealed class OpenAIChatClient : IChatClient
{
    private readonly Sdk.ChatClient _client;
    private readonly bool _speaksMaxTokens;
    private readonly ChatClientMetadata _metadata;

    internal OpenAIChatClient(Sdk.ChatClient client, ModelSpec model, Uri endpoint)
    {
        _client = client;
        _speaksMaxTokens = model.Provider is Provider.Compatible;
        _metadata = new(model.Provider.ToString(), endpoint, model.Model);
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        Sdk.ChatCompletion reply = await _client.CompleteChatAsync(
            OpenAIRequest.Messages(messages),
            OpenAIRequest.Options(options, _speaksMaxTokens),
            cancellationToken
        );
        var contents = ContentsOf(reply.Content, reply.Refusal);
        return new(new ChatMessage(ChatRole.Assistant, contents) { MessageId = reply.Id })
        {
            ResponseId = reply.Id,
            ModelId = reply.Model,
            CreatedAt = reply.CreatedAt,
            FinishReason = IsRefusal(reply.Refusal) ? ChatFinishReason.ContentFilter : ReasonOf(reply.FinishReason),
            Usage = UsageOf(reply.Usage),
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var updates = _client.CompleteChatStreamingAsync(
            OpenAIRequest.Messages(messages),
            OpenAIRequest.Options(options, _speaksMaxTokens),
            cancellationToken
        );
        var isRefusal = false;
        await foreach (var part in updates)
        {
            isRefusal |= IsRefusal(part.RefusalUpdate);
            var contents = ContentsOf(part.ContentUpdate, part.RefusalUpdate);
            if (UsageOf(part.Usage) is { } usage)
            {
                contents.Add(new UsageContent(usage));
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, contents)
            {
                MessageId = part.CompletionId,
                ResponseId = part.CompletionId,
                ModelId = part.Model,
                CreatedAt = part.CreatedAt,
                FinishReason =
                    part.FinishReason is null ? null
                    : isRefusal ? ChatFinishReason.ContentFilter
                    : ReasonOf(part.FinishReason.Value),
            };
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType?.IsInstanceOfType(this) == true ? this
        : null;

    /// <summary>Connections are shared by all models: there is nothing to let go.</summary>
    public void Dispose() { }

    private static bool IsRefusal(string? refusal) => !string.IsNullOrEmpty(refusal);

    private static List<AIContent> ContentsOf(Sdk.ChatMessageContent? parts, string? refusal)
    {
        List<AIContent> contents =
        [
            .. (parts ?? []).Where(part => part.Text is not null).Select(part => new TextContent(part.Text)),
        ];
        if (IsRefusal(refusal))
        {
            contents.Add(new ErrorContent(refusal!) { ErrorCode = ChatRefusal.Code });
        }

        return contents;
    }

    private static ChatFinishReason ReasonOf(Sdk.ChatFinishReason reason) =>
        reason switch
        {
            Sdk.ChatFinishReason.Length => ChatFinishReason.Length,
            Sdk.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
            Sdk.ChatFinishReason.ToolCalls or Sdk.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
            _ => ChatFinishReason.Stop,
        };

    private static UsageDetails? UsageOf(Sdk.ChatTokenUsage? usage) =>
        usage is null
            ? null
            : new()
            {
                InputTokenCount = usage.InputTokenCount,
                OutputTokenCount = usage.OutputTokenCount,
                TotalTokenCount = usage.TotalTokenCount,
                CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
                ReasoningTokenCount = usage.OutputTokenDetails?.ReasoningTokenCount,
            };
}
