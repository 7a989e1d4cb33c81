using System.Text.RegularExpressions;

namespace SkillMix.Core.ChatModels;

/// <summary>Takes keys out of words that come from outside: the ones it was told, and whatever looks like one.</summary>
/// <param name="secrets">Keys in use; nulls and blanks do not count.</param>
internal sealed partial class SecretScrubber(params IEnumerable<string?> secrets)
{
    private const string Hidden = "[key]";
    private const int LongestWords = 500;

    private readonly string[] _secrets = [.. secrets.OfType<string>().Where(secret => secret.Trim().Length > 0)];

    /// <summary>The words without keys and control characters, on one line, and not longer than 500 characters.</summary>
    public string Clean(string words)
    {
        words = ForeignWords.OnOneLine(words);
        foreach (var secret in _secrets)
        {
            words = words
                .Replace(secret, Hidden, StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(secret), Hidden, StringComparison.Ordinal);
        }

        words = KeyLike().Replace(words, Hidden);
        return words.Length <= LongestWords ? words : words[..LongestWords] + "…";
    }

    /// <summary>Names no secret.</summary>
    public override string ToString() => $"{_secrets.Length} secrets";

    [GeneratedRegex(@"\bsk-[A-Za-z0-9_\-]{8,}|(?<=\bBearer\s+)[A-Za-z0-9._~+/\-]{8,}=*", RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike();
}
