using System.Buffers;
using System.Globalization;

namespace SkillMix.Core.Grading;

/// <summary>Text reduced to its words, for comparing what people and models spell differently.</summary>
internal static class Words
{
    /// <summary>The words and numbers of a text in lower case; punctuation and layout are left out.</summary>
    /// <returns>Runs of letters with their marks, and runs of digits, joined by single spaces.</returns>
    public static string Joined(string text)
    {
        var lower = text.ToLowerInvariant();
        var room = ArrayPool<char>.Shared.Rent(2 * lower.Length);
        var length = 0;
        var before = Part.Gap;
        var isFirst = true;
        foreach (var c in lower)
        {
            var part = PartOf(c);
            if (part != Part.Gap)
            {
                if (part != before && !isFirst)
                {
                    room[length++] = ' ';
                }

                room[length++] = c;
                isFirst = false;
            }

            before = part;
        }

        // What is all words already, as most names are, is not made again.
        var joined = room.AsSpan(0, length);
        var words = joined.SequenceEqual(lower) ? lower : new string(joined);
        ArrayPool<char>.Shared.Return(room);
        return words;
    }

    /// <summary>Whether words stand in a text one after another, as whole words. Both as made by <see cref="Joined"/>.</summary>
    public static bool Within(string text, string words) =>
        words.Length > 0 && $" {text} ".Contains($" {words} ", StringComparison.Ordinal);

    /// <summary>A skill's name cut at the first bracket and trimmed; the whole name when it begins with a bracket.</summary>
    public static string ShortName(string name)
    {
        var bracket = name.IndexOf('(', StringComparison.Ordinal);
        return bracket <= 0 ? name.Trim() : name[..bracket].Trim();
    }

    private static Part PartOf(char c) =>
        char.IsAsciiLetterLower(c) ? Part.Letters
        : char.IsAsciiDigit(c) ? Part.Digits
        : char.IsAscii(c) ? Part.Gap
        : char.IsLetter(c) || IsMark(c) ? Part.Letters
        : char.IsNumber(c) ? Part.Digits
        : Part.Gap;

    private static bool IsMark(char c) =>
        char.GetUnicodeCategory(c)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    private enum Part
    {
        Gap,
        Letters,
        Digits,
    }
}
