using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace SkillMix.Core.ChatModels;

/// <summary>A reply of the OpenAI SDK in our words, whether it came over the wire or out of a file.</summary>
internal static class OpenAIReply
{
    /// <summary>Text, refusal, reason, usage and the model that says it answered.</summary>
    public static ChatResponse Of(Sdk.ChatCompletion reply) =>
        new(new ChatMessage(ChatRole.Assistant, ContentsOf(reply.Content, reply.Refusal)) { MessageId = reply.Id })
        {
            ResponseId = reply.Id,
            ModelId = reply.Model,
            CreatedAt = reply.CreatedAt,
            FinishReason = IsRefusal(reply.Refusal) ? ChatFinishReason.ContentFilter : ReasonOf(reply.FinishReason),
            Usage = UsageOf(reply.Usage),
        };

    public static bool IsRefusal(string? refusal) => !string.IsNullOrEmpty(refusal);

    public static List<AIContent> ContentsOf(Sdk.ChatMessageContent? parts, string? refusal)
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

    public static ChatFinishReason ReasonOf(Sdk.ChatFinishReason reason) =>
        reason switch
        {
            Sdk.ChatFinishReason.Length => ChatFinishReason.Length,
            Sdk.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
            Sdk.ChatFinishReason.ToolCalls or Sdk.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
            _ => ChatFinishReason.Stop,
        };

    public static UsageDetails? UsageOf(Sdk.ChatTokenUsage? usage) =>
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
