using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>Tells a reply that refuses from one that answers.</summary>
public static class ChatRefusal
{
    /// <summary>Marks the content that holds the words of a refusal.</summary>
    internal const string Code = "refusal";

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
