namespace SkillMix.Core.Rehearsal;

/// <summary>A topic inside sentences: how it is written there, and whether a text speaks of it.</summary>
public static class TopicWords
{
    private static readonly HashSet<string> SmallWords = ["a", "an", "and", "at", "for", "in", "of", "on", "the", "to"];

    /// <summary>The topic as it stands in mid-sentence: "the Ottoman Empire". Abbreviations such as "DNA" keep their capitals.</summary>
    public static string InSentence(string topic) =>
        topic.Length > 0 && (topic.Length == 1 || !char.IsUpper(topic[1])) ? LowerFirst(topic) : topic;

    /// <summary>Where a text speaks of a topic: the place of its first word, when all its words occur, in any order.</summary>
    /// <remarks>Articles and prepositions do not count, and a word may stand in the singular, the plural or the possessive.</remarks>
    /// <returns>The words as they stand in the text; null when one is missing.</returns>
    public static string? FindIn(SearchableText text, string topic)
    {
        var phrase = SearchableText.Normalised(topic.Trim());
        var words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] counted = [.. words.Where(word => !SmallWords.Contains(word))];
        counted = counted.Length == 0 ? words : counted;
        if (counted.Length == 0)
        {
            return null;
        }

        if (
            text.Text.IndexOf(phrase, StringComparison.Ordinal) is >= 0 and var at
            && IsWholeWord(text, at, at + phrase.Length)
        )
        {
            return text.Span(at, at + phrase.Length);
        }

        string? first = null;
        foreach (var word in counted)
        {
            var found = FindWord(text, word);
            if (found is null)
            {
                return null;
            }

            first ??= found;
        }

        return first;
    }

    /// <summary>A text with its first letter in lower case; "I" and what begins with it as a word stays.</summary>
    internal static string LowerFirst(string text) =>
        text.Length == 0 || (text[0] == 'I' && (text.Length == 1 || !char.IsLetter(text[1])))
            ? text
            : char.ToLowerInvariant(text[0]) + text[1..];

    private static string? FindWord(SearchableText text, string word)
    {
        var stem = word.Length > 3 && word[^1] == 's' ? word[..^1] : word;
        for (
            var at = text.Text.IndexOf(stem, StringComparison.Ordinal);
            at >= 0;
            at = text.Text.IndexOf(stem, at + 1, StringComparison.Ordinal)
        )
        {
            if (IsWholeWord(text, at, at + stem.Length))
            {
                return text.Span(at, at + stem.Length);
            }
        }

        return null;
    }

    private static bool IsWholeWord(SearchableText text, int start, int end)
    {
        if (!text.StartsWord(start))
        {
            return false;
        }

        var rest = text.Text.AsSpan(end);
        var letters = 0;
        while (letters < rest.Length && char.IsLetterOrDigit(rest[letters]))
        {
            letters++;
        }

        return rest[..letters] is "" or "s" or "es";
    }
}
