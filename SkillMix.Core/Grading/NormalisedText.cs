using System.Text;

namespace SkillMix.Core.Grading;

/// <summary>
/// A text in lower case, with white space, quotation marks, dashes and Markdown emphasis made alike, that remembers where each
/// character came from.
/// </summary>
internal sealed class NormalisedText
{
    private readonly List<int> _origins;

    public NormalisedText(string original)
    {
        var text = new StringBuilder(original.Length);
        _origins = new(original.Length);
        var lineStart = true;
        for (var i = 0; i < original.Length; i++)
        {
            var c = original[i];
            if (char.IsWhiteSpace(c))
            {
                lineStart |= c is '\n' or '\r';
                if (text.Length > 0 && text[^1] != ' ')
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

        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        Text = text.ToString();

        void Add(char c, int origin)
        {
            text.Append(c);
            _origins.Add(origin);
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
