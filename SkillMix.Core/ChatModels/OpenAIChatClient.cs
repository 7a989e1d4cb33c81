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
        _speaksMaxTokens = OpenAIRequest.SpeaksMaxTokens(model);
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
        return OpenAIReply.Of(reply);
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
            isRefusal |= OpenAIReply.IsRefusal(part.RefusalUpdate);
            var contents = OpenAIReply.ContentsOf(part.ContentUpdate, part.RefusalUpdate);
            if (OpenAIReply.UsageOf(part.Usage) is { } usage)
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
                    : OpenAIReply.ReasonOf(part.FinishReason.Value),
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
}
