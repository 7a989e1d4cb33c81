using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>Counts the sentences of a text, in two ways.</summary>
public static partial class SentenceCounter
{
    // In the reference the title's full stop is a pattern that any character fits.
    private static readonly string[] Titles = ["Mr", "Mrs", "Ms", "Dr", "Prof"];

    /// <summary>The reference's count, quirks included, for comparability; never below 1.</summary>
    /// <remarks>
    /// Yu et al. 2023, released code. A sentence ends at ".", "!" or "?", straight quotes or none, one space, straight quotes or
    /// none, and a capital A–Z. So a line break is no end, curly quotes hide one, and an empty text counts 1.
    /// </remarks>
    public static int Reference(string text)
    {
        foreach (var title in Titles)
        {
            text = Regex.Replace(
                text,
                $"{title}. ",
                $"{title}.",
                RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(5)
            );
        }

        return 1 + ReferenceEnd().Count(text);
    }

    /// <summary>Our own stricter count; an empty text counts 0.</summary>
    /// <remarks>
    /// A line break between lines that hold words ends a sentence, unless the next line goes on in lower case or the line before
    /// ends in a comma, semicolon, colon or dash. ".", "!" and "?", also several and with quotation marks or brackets of any
    /// shape after them, end one where a space or nothing and then a capital letter, a digit or an opening mark follows. Titles,
    /// initials, common abbreviations, decimal numbers and dotted letters ("U.S.") do not; an ellipsis ends one only before a
    /// capital letter.
    /// </remarks>
    public static int Strict(string text)
    {
        var count = 0;
        foreach (var block in StrictLineEnd().Split(text))
        {
            if (!HasWord(block))
            {
                continue;
            }

            var from = 0;
            foreach (Match end in StrictEnd().Matches(block))
            {
                var upTo = end.Index + end.Length;
                if (IsAbbreviation(block, end) || !HasWord(block[from..upTo]))
                {
                    continue;
                }

                count++;
                from = upTo;
            }

            count += HasWord(block[from..]) ? 1 : 0;
        }

        return count;
    }

    private static bool HasWord(string text) => text.Any(char.IsLetterOrDigit);

    // "Dr. Bee", "J. Smith", "U.S. Army", "e.g. Bees": the full stop belongs to the word before it.
    private static bool IsAbbreviation(string text, Match end)
    {
        if (!end.Value.StartsWith('.') || end.Value.StartsWith("..", StringComparison.Ordinal))
        {
            return false;
        }

        return Abbreviation().IsMatch(text[..end.Index]);
    }

    [GeneratedRegex(@"[.!?]['""]* ['""]*[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex ReferenceEnd();

    [GeneratedRegex(@"(?<![,;:\-–—][ \t]*)[ \t]*(?:\r\n|\r|\n)+\s*(?!\s|\p{Ll})", RegexOptions.CultureInvariant)]
    private static partial Regex StrictLineEnd();

    [GeneratedRegex(
        @"(?:[.!?…])+['""’”»)\]]*(?=\s+['""‘“«(\[¿¡]*[\p{Lu}\p{N}])|(?<=\p{Ll})(?:[.!?…])+['""’”»)\]]*(?=['""‘“«(\[]*\p{Lu}\p{Ll})",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex StrictEnd();

    [GeneratedRegex(
        @"(?:^|[^\p{L}\p{N}])(?:mr|mrs|ms|dr|prof|st|sr|jr|rev|gen|col|capt|sgt|lt|mt|no|vs|cf|e\.g|i\.e|fig|approx|dept|inc|ltd|(?-i:\p{Lu})|(?:\p{L}\.)+\p{L})$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Abbreviation();
}
