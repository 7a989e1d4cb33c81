namespace SkillMix.Core.Grading;

/// <summary>
/// A text in lower case, with white space, quotation marks, dashes and Markdown emphasis made alike, that remembers where each
/// character came from.
/// </summary>
internal sealed class NormalisedText
{
    // An ellipsis becomes three full stops.
    private const int MostPerCharacter = 3;

    private readonly int[] _origins;

    public NormalisedText(string original)
    {
        var room = original.Contains('…', StringComparison.Ordinal) ? MostPerCharacter : 1;
        var text = new char[room * original.Length];
        _origins = new int[text.Length];
        var length = 0;
        var lineStart = true;
        for (var i = 0; i < original.Length; i++)
        {
            var c = original[i];
            if (char.IsAsciiLetterLower(c))
            {
                lineStart = false;
                Add(c, i);
                continue;
            }

            if (char.IsWhiteSpace(c))
            {
                lineStart |= c is '\n' or '\r';
                if (length > 0 && text[length - 1] != ' ')
                {
                    Add(' ', i);
                }

                continue;
            }

            if (c is '*' or '`' || (lineStart && c == '>'))
            {
                continue;
            }

            lineStart = false;
            if (c == '…')
            {
                Add('.', i);
                Add('.', i);
                Add('.', i);
                continue;
            }

            Add(Folded(c), i);
        }

        while (length > 0 && text[length - 1] == ' ')
        {
            length--;
        }

        Text = new(text, 0, length);

        void Add(char c, int origin)
        {
            text[length] = c;
            _origins[length++] = origin;
        }
    }

    /// <summary>The normalised text, without white space at its ends.</summary>
    public string Text { get; }

    /// <summary>Where a part of the normalised text stands in the original.</summary>
    public (int Start, int Length) Origin(int start, int length)
    {
        var from = _origins[start];
        return (from, _origins[start + length - 1] + 1 - from);
    }

    private static char Folded(char c) =>
        c switch
        {
            '“' or '”' or '„' or '‟' or '«' or '»' or '″' => '"',
            '‘' or '’' or '‚' or 'ʼ' or '′' => '\'',
            '–' or '—' or '‐' or '‑' or '−' => '-',
            _ => char.ToLowerInvariant(c),
        };
}
