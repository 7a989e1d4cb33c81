using SkillMix.Core.Figures.Fonts;

namespace SkillMix.Core.Figures.Paper;

/// <summary>A text in as many lines as its width needs, measured with the font it is drawn in.</summary>
/// <param name="Size">Size of the font, in points.</param>
internal sealed record TextBlock(IReadOnlyList<string> Lines, double Size)
{
    private const double Leading = 1.15;

    /// <summary>There are no words in it.</summary>
    public bool IsEmpty => Lines is [""];

    public double Width => Lines.Max(line => FigureFont.Regular.Width(line, Size));

    /// <summary>Height from the top of the first line's capitals to the last line's base line.</summary>
    public double Height => CapHeight(Size) + ((Lines.Count - 1) * Leading * Size);

    /// <summary>How far letters such as p reach below the last base line.</summary>
    public double Depth => -FigureFont.Regular.Descent * Size / FigureFont.Regular.UnitsPerEm * 0.6;

    public static double CapHeight(double size) => FigureFont.Regular.CapHeight * size / FigureFont.Regular.UnitsPerEm;

    /// <summary>Breaks a text between words, and within a word that is wider than a line.</summary>
    public static TextBlock Of(string text, double size, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Fits(longer))
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = "";
            foreach (var letter in word.EnumerateRunes())
            {
                if (line.Length > 0 && !Fits(line + letter))
                {
                    lines.Add(line);
                    line = "";
                }

                line += letter;
            }
        }

        return new([.. lines, line], size);

        bool Fits(string words) => FigureFont.Regular.Width(words, size) <= width;
    }

    /// <summary>The lines, one below the other.</summary>
    /// <param name="top">Where the top of the first line's capitals is.</param>
    public IEnumerable<Shape> At(double x, double top, TextAnchor anchor, string colour) =>
        Lines.Select(
            (line, i) =>
                new Shape.Text(line, new(x, top + CapHeight(Size) + (i * Leading * Size)), Size, anchor, colour)
        );

    /// <summary>The lines turned by a quarter so that they are read upwards, one right of the other.</summary>
    /// <param name="left">Where the top of the first line's capitals is.</param>
    public IEnumerable<Shape> Upwards(double left, double middle, string colour) =>
        Lines.Select(
            (line, i) =>
                new Shape.Text(
                    line,
                    new(left + CapHeight(Size) + (i * Leading * Size), middle),
                    Size,
                    TextAnchor.Middle,
                    colour,
                    90
                )
        );
}
