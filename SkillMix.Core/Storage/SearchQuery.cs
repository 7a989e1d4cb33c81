using System.Text;

namespace SkillMix.Core.Storage;

/// <summary>What somebody typed into the search box, as a query that FTS5 takes, whatever was typed.</summary>
public static class SearchQuery
{
    /// <summary>Words must all occur; "in quotation marks" is a phrase; word* is a beginning; -word is left out.</summary>
    /// <returns>Null where nothing is left to look for.</returns>
    public static string? ToFts5(string? typed)
    {
        var wanted = new List<string>();
        var unwanted = new List<string>();
        foreach (var (text, isNegative) in Terms(typed ?? ""))
        {
            var isBeginning = text.EndsWith('*');
            var words = text.TrimEnd('*');
            if (!words.EnumerateRunes().Any(Rune.IsLetterOrDigit))
            {
                continue;
            }

            var quoted = $"\"{words.Replace("\"", "\"\"")}\"{(isBeginning ? "*" : "")}";
            (isNegative ? unwanted : wanted).Add(quoted);
        }

        // FTS5 can only take words away from something.
        if (wanted.Count == 0)
        {
            return null;
        }

        var query = string.Join(" AND ", wanted);
        return unwanted.Count == 0 ? query : $"({query}) NOT ({string.Join(" OR ", unwanted)})";
    }

    /// <summary>Where the wanted words and phrases stand in a text, for marking them; letter case does not count.</summary>
    /// <returns>Start and length of each place, in the order of the text; places may overlap.</returns>
    public static IReadOnlyList<(int Start, int Length)> Hits(string? typed, string text)
    {
        var hits = new List<(int Start, int Length)>();
        foreach (var (term, isNegative) in Terms(typed ?? ""))
        {
            var words = term.TrimEnd('*');
            if (isNegative || !words.EnumerateRunes().Any(Rune.IsLetterOrDigit))
            {
                continue;
            }

            for (
                var start = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
                start >= 0;
                start = text.IndexOf(words, start + 1, StringComparison.OrdinalIgnoreCase)
            )
            {
                var end = start + words.Length;
                var isBeginning = start == 0 || !char.IsLetterOrDigit(text[start - 1]);
                var isEnd = term.EndsWith('*') || end == text.Length || !char.IsLetterOrDigit(text[end]);
                if (isBeginning && isEnd)
                {
                    hits.Add((start, words.Length));
                }
            }
        }

        return [.. hits.Order()];
    }

    private static IEnumerable<(string Text, bool IsNegative)> Terms(string typed)
    {
        var term = new StringBuilder();
        var isQuoted = false;
        var isNegative = false;
        foreach (var character in typed)
        {
            switch (character)
            {
                case '"':
                    if (term.Length > 0)
                    {
                        yield return (term.ToString(), isNegative);
                        term.Clear();
                        isNegative = false;
                    }

                    isQuoted = !isQuoted;
                    break;
                case '-' when !isQuoted && term.Length == 0:
                    isNegative = true;
                    break;
                // FTS5 reads a query up to its first NUL, so control characters part words like spaces do.
                case var space when IsGap(space) && !isQuoted:
                    if (term.Length > 0)
                    {
                        yield return (term.ToString(), isNegative);
                        term.Clear();
                    }

                    isNegative = false;
                    break;
                default:
                    term.Append(IsGap(character) ? ' ' : character);
                    break;
            }
        }

        if (term.Length > 0)
        {
            yield return (term.ToString(), isNegative);
        }
    }

    private static bool IsGap(char character) => char.IsWhiteSpace(character) || char.IsControl(character);
}
