using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>Text reduced to its words, for comparing what people and models spell differently.</summary>
internal static partial class Words
{
    /// <summary>The words and numbers of a text in lower case; punctuation and layout are left out.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value)];

    /// <summary>The words joined by single spaces.</summary>
    public static string Joined(string text) => string.Join(' ', Of(text));

    /// <summary>Whether words stand in a text one after another, as whole words. Both as made by <see cref="Joined"/>.</summary>
    public static bool Within(string text, string words) =>
        words.Length > 0 && $" {text} ".Contains($" {words} ", StringComparison.Ordinal);

    /// <summary>A skill's name cut at the first bracket and trimmed; the whole name when it begins with a bracket.</summary>
    public static string ShortName(string name)
    {
        var bracket = name.IndexOf('(', StringComparison.Ordinal);
        return bracket <= 0 ? name.Trim() : name[..bracket].Trim();
    }

    [GeneratedRegex(@"[\p{L}\p{M}]+|\p{N}+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
