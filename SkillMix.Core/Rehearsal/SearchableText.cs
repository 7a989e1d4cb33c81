namespace SkillMix.Core.Rehearsal;

/// <summary>A text made ready for finding sentences in it whatever their case, their quotation marks and their spacing.</summary>
public sealed class SearchableText
{
    // Place in the original of each normalised character; null where the places are the same.
    private readonly int[]? _places;

    /// <summary>Prepares a text.</summary>
    public SearchableText(string original)
    {
        Original = original;
        var characters = new char[original.Length];
        var places = new int[original.Length];
        var length = 0;
        for (var i = 0; i < original.Length; i++)
        {
            var c = Normalised(original[i]);
            if (c == ' ' && length > 0 && characters[length - 1] == ' ')
            {
                continue;
            }

            characters[length] = c;
            places[length++] = i;
        }

        _places = length == original.Length ? null : places;
        Text = new(characters, 0, length);
    }

    /// <summary>The text as it was written.</summary>
    public string Original { get; }

    /// <summary>In lower case, with straight quotation marks, and single spaces for any white space.</summary>
    public string Text { get; }

    /// <summary>A text in the form in which it is searched for.</summary>
    public static string Normalised(string text) => new SearchableText(text).Text;

    /// <summary>The original words behind a stretch of <see cref="Text"/>.</summary>
    public string Span(int start, int end)
    {
        if (_places is null)
        {
            return Original[start..end];
        }

        return start == end ? "" : Original[_places[start]..(_places[end - 1] + 1)];
    }

    /// <summary>Whether no letter or digit stands right before this place of <see cref="Text"/>.</summary>
    internal bool StartsWord(int at) => at == 0 || !char.IsLetterOrDigit(Text[at - 1]);

    private static char Normalised(char c) =>
        c switch
        {
            >= 'a' and <= 'z' => c,
            ' ' or '\n' or '\r' or '\t' or '\u00A0' => ' ',
            '\u2018' or '\u2019' => '\'',
            '\u201C' or '\u201D' => '"',
            _ => char.ToLowerInvariant(c),
        };
}
