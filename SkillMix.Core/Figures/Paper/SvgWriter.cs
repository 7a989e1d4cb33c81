using System.Security;
using System.Text;
using SkillMix.Core.Figures.Fonts;
using static SkillMix.Core.Figures.Paper.Decimals;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Writes a drawing as SVG with real text. The same drawing gives the same characters.</summary>
public static class SvgWriter
{
    /// <summary>Fonts a reader may have in place of the figure's own, the nearest first.</summary>
    private const string Fallback = "'Source Sans Pro',Helvetica,Arial,sans-serif";

    /// <summary>A text of more characters than these says how long it is, so that a wider font in its place is squeezed and not cut off.</summary>
    private const int LongestLoose = 4;

    /// <param name="embedsFont">
    /// Puts the letters that are used into the file, some ten kilobytes, so that a browser shows it as it was measured; without them
    /// it looks so where Source Sans 3 is installed.
    /// </param>
    public static string Write(Drawing drawing, bool embedsFont = true)
    {
        var font = FigureFont.Regular;
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
            .Append(Number(drawing.Width / Drawing.PointsPerInch, 4))
            .Append("in\" height=\"")
            .Append(Number(drawing.Height / Drawing.PointsPerInch, 4))
            .Append("in\" viewBox=\"0 0 ")
            .Append(Number(drawing.Width, 3))
            .Append(' ')
            .Append(Number(drawing.Height, 3))
            .Append("\" role=\"img\" font-family=\"'")
            .Append(font.FamilyName)
            .Append("',")
            .Append(Fallback)
            .Append("\" stroke-linejoin=\"round\" fill=\"none\">\n<title>")
            .Append(Escaped(drawing.Title))
            .Append("</title>\n");
        if (embedsFont)
        {
            var used = FontSubset.Of(font, drawing.Texts.SelectMany(text => text.Words.EnumerateRunes()));
            svg.Append("<style>@font-face{font-family:'")
                .Append(font.FamilyName)
                .Append("';src:url(data:font/ttf;base64,")
                .Append(Convert.ToBase64String(used.File))
                .Append(")}</style>\n");
        }

        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n");
        foreach (var shape in drawing.Shapes)
        {
            Append(svg, shape);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Append(StringBuilder svg, Shape shape)
    {
        switch (shape)
        {
            case Shape.Path path:
                svg.Append("<path d=\"");
                foreach (var (i, place) in path.Places.Index())
                {
                    svg.Append(i == 0 ? 'M' : 'L').Append(Number(place.X)).Append(' ').Append(Number(place.Y));
                }

                svg.Append(path.IsClosed ? "Z\"" : "\"").Append(Ink(path.Stroke, path.Fill)).Append("/>\n");
                break;
            case Shape.Disc disc:
                svg.Append("<circle").Append(Attribute("cx", disc.Centre.X)).Append(Attribute("cy", disc.Centre.Y));
                svg.Append(Attribute("r", disc.Radius)).Append(Ink(disc.Stroke, disc.Fill)).Append("/>\n");
                break;
            case Shape.Text text:
                svg.Append("<text").Append(Attribute("x", text.Place.X)).Append(Attribute("y", text.Place.Y));
                svg.Append(Attribute("font-size", text.Size)).Append($" fill=\"{text.Colour}\"");
                if (text.Anchor != TextAnchor.Start)
                {
                    svg.Append(text.Anchor == TextAnchor.End ? " text-anchor=\"end\"" : " text-anchor=\"middle\"");
                }

                if (text.Words.Length > LongestLoose)
                {
                    svg.Append(Attribute("textLength", FigureFont.Regular.Width(text.Words, text.Size)));
                    svg.Append(" lengthAdjust=\"spacingAndGlyphs\"");
                }

                if (text.Turn != 0)
                {
                    svg.Append(" transform=\"rotate(").Append(Number(-text.Turn)).Append(' ');
                    svg.Append(Number(text.Place.X)).Append(' ').Append(Number(text.Place.Y)).Append(")\"");
                }

                svg.Append('>').Append(Escaped(text.Words)).Append("</text>\n");
                break;
            default:
                throw new NotSupportedException($"SVG has no {shape.GetType().Name}.");
        }
    }

    private static string Ink(Stroke? stroke, Fill? fill)
    {
        var ink = new StringBuilder();
        if (fill is not null)
        {
            ink.Append($" fill=\"{fill.Colour}\"");
            ink.Append(fill.Opacity < 1 ? Attribute("fill-opacity", fill.Opacity) : "");
        }

        if (stroke is not null)
        {
            ink.Append($" stroke=\"{stroke.Colour}\"").Append(Attribute("stroke-width", stroke.Width));
            if (stroke.Dash is { } dash)
            {
                ink.Append(" stroke-dasharray=\"").AppendJoin(' ', dash.Select(length => Number(length))).Append('"');
            }
        }

        return ink.ToString();
    }

    private static string Attribute(string name, double value) => $" {name}=\"{Number(value)}\"";

    /// <summary>Text as XML may hold it: control characters, which it may not, become spaces.</summary>
    private static string Escaped(string text) =>
        SecurityElement.Escape(
            string.Concat(
                text.EnumerateRunes()
                    .Select(rune => Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? " " : rune.ToString())
            )
        )!;
}
