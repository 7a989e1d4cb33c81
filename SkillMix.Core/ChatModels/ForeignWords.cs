using System.Text.RegularExpressions;

namespace SkillMix.Core.ChatModels;

/// <summary>Words that come from outside, such as a provider's, made fit for a line of a page or a terminal.</summary>
public static partial class ForeignWords
{
    /// <summary>The words on one line: blanks, line breaks and control characters in a row become one blank.</summary>
    /// <remarks>A terminal obeys control characters: words could move its cursor, hide others or write into its title.</remarks>
    public static string OnOneLine(string words) => Blanks().Replace(words, " ").Trim();

    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
