using System.Globalization;
using System.Text;
using static SkillMix.Core.Figures.Paper.Decimals;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Writes a figure as LaTeX source for pgfplots, so that a paper sets it in its own fonts and its numbers can still be changed.</summary>
/// <remarks>
/// Ranges, ticks, line breaks and the place of the legend are those of the other files; colours, dashes and marks too. Words are set by
/// LaTeX and so are not exactly as wide. The same figure gives the same characters.
/// </remarks>
public static class PgfplotsWriter
{
    /// <summary>LaTeX's own fonts are wider than the one that was measured, and its gaps larger: as much room is left.</summary>
    private const double WiderFont = 1.12;

    /// <exception cref="ArgumentException">There is no room, as for <see cref="FigureLayout.Draw"/>.</exception>
    public static string Write(Figure figure, FigureStyle asked)
    {
        var style = FigureLayout.Sized(figure, asked);
        var picture = new PgfplotsPicture(figure, style, PlanOf(figure, style));
        var body = picture.Write();
        var source = new StringBuilder();
        source.Append("% ").Append(picture.Text.Of(figure.Title)).Append('\n');
        source.Append(
            """
            % Compile it with pdflatex: the page is as large as the figure.
            % In a paper: take the lines marked "preamble" into yours, and from \begin{tikzpicture} to \end{tikzpicture} into a figure.

            """
        );
        if (picture.Text.Unknown.Count > 0)
        {
            source
                .Append("% These characters are not in LaTeX's own fonts and stand as question marks: ")
                .AppendJoin(' ', picture.Text.Unknown.Select(Name))
                .Append('\n');
        }

        var (width, height) = (Inches(style.Width), Inches(style.Height!.Value));
        source.Append(
            $$"""
            \documentclass{article}
            \usepackage[utf8]{inputenc}
            \usepackage{fix-cm} % sizes of type between the usual ones
            \usepackage{pgfplots} % preamble
            \pgfplotsset{compat=1.17} % preamble
            \usetikzlibrary{patterns} % preamble
            \newsavebox\figurebox
            \begin{document}
            \begin{lrbox}{\figurebox}%
            {{body}}\end{lrbox}%
            \pdfpagewidth={{width}}\relax\ifdim\wd\figurebox>\pdfpagewidth\pdfpagewidth=\wd\figurebox\fi
            \pdfpageheight={{height}}\relax\ifdim\dimexpr\ht\figurebox+\dp\figurebox\relax>\pdfpageheight\pdfpageheight=\dimexpr\ht\figurebox+\dp\figurebox\relax\fi
            \hoffset=-1in \voffset=-1in
            \shipout\vbox to\pdfpageheight{\vss\hbox to\pdfpagewidth{\hss\usebox\figurebox\hss}\vss}
            \end{document}

            """
        );
        return source.ToString();
    }

    /// <summary>Where everything stands, with room for LaTeX's wider fonts where there is any; ticks and the place of the legend stay where the other files have them.</summary>
    private static Plan PlanOf(Figure figure, FigureStyle style)
    {
        var normal = FigureLayout.PlanOf(figure, style);
        var wide = style with { FontSize = Math.Min(36, WiderFont * style.FontSize) };
        var ticked = figure.Cells is null ? Ticked(figure, normal) : figure;
        var placed = Tried(ticked, figure.Cells is null ? wide with { Legend = normal.Place } : wide);
        return placed is not null && (normal.CoversData || !placed.CoversData)
            ? placed
            : Tried(ticked, wide) ?? Tried(figure, wide) ?? normal;
    }

    /// <summary>Null where there is no room.</summary>
    private static Plan? Tried(Figure figure, FigureStyle style)
    {
        try
        {
            return FigureLayout.PlanOf(figure, style);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The figure with the ticks of a plan where it names none itself.</summary>
    private static Figure Ticked(Figure figure, Plan plan)
    {
        var (x, y) = (plan.Bottom.Labels.Ticks, plan.Left.Labels.Ticks);
        (x, y) = plan.Plane.IsSideways ? (y, x) : (x, y);
        return figure with
        {
            X = figure.X with { Ticks = figure.X.Ticks ?? x },
            Y = figure.Y with { Ticks = figure.Y.Ticks ?? y },
        };
    }

    private static string Name(int character) => "U+" + character.ToString("X4", CultureInfo.InvariantCulture);

    private static string Inches(double inches) => $"{Number(inches, 4)}in";
}
