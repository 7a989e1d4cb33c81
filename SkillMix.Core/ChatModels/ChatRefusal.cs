using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>Tells a reply that refuses from one that answers.</summary>
public static class ChatRefusal
{
    /// <summary>Marks the content that holds the words of a refusal.</summary>
    internal const string Code = "refusal";

    /// <summary>A reply that was kept, as it came.</summary>
    /// <param name="refusal">The words of a refusal; null for an answer.</param>
    internal static ChatResponse Answer(string text, string? refusal, string? finishReason, string? model)
    {
        List<AIContent> contents = text.Length == 0 && refusal is not null ? [] : [new TextContent(text)];
        if (refusal is not null)
        {
            contents.Add(new ErrorContent(refusal) { ErrorCode = Code });
        }

        return new(new ChatMessage(ChatRole.Assistant, contents))
        {
            ModelId = model,
            FinishReason = finishReason is null ? null : new ChatFinishReason(finishReason),
        };
    }

    /// <summary>The words of a refusal, "" where the provider gives none; null where the reply is an answer.</summary>
    /// <remarks>Counts what the provider itself marks (a refusal field, a content filter, a refusing stop reason), not polite words in an answer.</remarks>
    public static string? WordsOf(ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var refusal = response
            .Messages.SelectMany(message => message.Contents)
            .OfType<ErrorContent>()
            .Where(content => content.ErrorCode == Code)
            .Select(content => content.Message)
            .ToList();
        return refusal.Count > 0 ? string.Concat(refusal)
            : response.FinishReason == ChatFinishReason.ContentFilter ? response.Text
            : null;
    }
}
