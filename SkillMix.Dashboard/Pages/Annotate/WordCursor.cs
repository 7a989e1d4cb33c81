using SkillMix.Core.Annotation;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>Words marked with the keyboard: a first and a last word, moved and stretched one word at a time.</summary>
public sealed class WordCursor
{
    private readonly List<TextSpan> _words;
    private int _first;
    private int _last;

    /// <param name="text">The text; it must hold a word.</param>
    /// <param name="start">The words to start at; the first word where null.</param>
    public WordCursor(string text, TextSpan? start)
    {
        _words = WordsOf(text);
        if (start is not null)
        {
            _first = Math.Max(0, LastWhere(word => word.Start <= start.Start));
            _last = Math.Max(_first, LastWhere(word => word.Start < start.Start + start.Length));
        }
    }

    /// <summary>From the first to the last word; null where the text has none.</summary>
    public TextSpan? Span =>
        _words.Count == 0
            ? null
            : new(_words[_first].Start, _words[_last].Start + _words[_last].Length - _words[_first].Start);

    /// <summary>Moves all of it by a word, or only its end.</summary>
    public void Move(int by, bool stretches)
    {
        if (_words.Count == 0)
        {
            return;
        }

        if (stretches)
        {
            _last = Math.Clamp(_last + by, _first, _words.Count - 1);
        }
        else
        {
            _first = _last = Math.Clamp((by > 0 ? _last : _first) + by, 0, _words.Count - 1);
        }
    }

    private int LastWhere(Func<TextSpan, bool> fits)
    {
        for (var i = _words.Count - 1; i >= 0; i--)
        {
            if (fits(_words[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static List<TextSpan> WordsOf(string text)
    {
        var words = new List<TextSpan>();
        for (var at = 0; at < text.Length; )
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at > start)
            {
                words.Add(new(start, at - start));
            }
        }

        return words;
    }
}
