using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>How many tokens a request takes at most, and how many it took.</summary>
internal static class TokenEstimate
{
    /// <summary>English text has about four characters to a token; three is on the safe side.</summary>
    private const int CharactersPerToken = 3;

    /// <summary>What a message costs beside its text: role and separators.</summary>
    private const int TokensPerMessage = 8;

    /// <summary>Characters to a token in English text, as one expects it.</summary>
    public const double UsualCharactersPerToken = 4;

    /// <summary>Tokens of the prompt at most, with the schema of the reply where there is one.</summary>
    /// <remarks>Holds for languages with an alphabet; scripts with a sign per word or syllable can take a token per sign.</remarks>
    public static long OfPrompt(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var schema = (options?.ResponseFormat as ChatResponseFormatJson)?.Schema?.GetRawText().Length ?? 0;
        var characters =
            schema + (options?.Instructions?.Length ?? 0) + messages.Sum(message => (long)message.Text.Length);
        return AtMost(characters, messages.Count);
    }

    /// <summary>Tokens of a prompt at most.</summary>
    /// <param name="characters">Of all its messages together, ≥ 0.</param>
    /// <param name="messages">How many there are, ≥ 0.</param>
    public static long AtMost(long characters, int messages) =>
        (characters + CharactersPerToken - 1) / CharactersPerToken + TokensPerMessage * (long)messages;

    /// <summary>Tokens of prompt and reply together; null where the provider does not say.</summary>
    public static long? Of(UsageDetails? usage) =>
        usage is { InputTokenCount: { } input, OutputTokenCount: { } output } ? input + output : usage?.TotalTokenCount;

    /// <summary>Gathers the usage that pieces of a streamed reply bring.</summary>
    public static UsageDetails? Add(UsageDetails? usage, ChatResponseUpdate update)
    {
        foreach (var part in update.Contents.OfType<UsageContent>())
        {
            usage ??= new();
            usage.Add(part.Details);
        }

        return usage;
    }
}
