using System.Globalization;
using System.Text;

namespace SkillMix.Core.Exchange;

/// <summary>Words of a file as a message may repeat them: short, and nothing that a terminal would obey.</summary>
internal static class SafeWords
{
    private const int Most = 60;

    /// <summary>The words with control and direction characters as �, cut after <see cref="Most"/> characters.</summary>
    public static string Of(string words)
    {
        var safe = new StringBuilder();
        foreach (var rune in words.EnumerateRunes())
        {
            if (safe.Length >= Most)
            {
                return safe.Append('…').ToString();
            }

            safe.Append(
                Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                    ? "�"
                    : rune.ToString()
            );
        }

        return safe.ToString();
    }
}
