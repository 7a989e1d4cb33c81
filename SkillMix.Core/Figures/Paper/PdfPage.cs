using System.Globalization;
using System.Text;
using SkillMix.Core.Figures.Fonts;
using static SkillMix.Core.Figures.Paper.Decimals;

namespace SkillMix.Core.Figures.Paper;

/// <summary>What stands on the page of a PDF. PDF counts y from the bottom.</summary>
internal sealed class PdfPage(Drawing drawing, FontSubset subset, List<double> opacities)
{
    private const double Circle = 0.5522847498; // the control points of a quarter of a circle

    private readonly StringBuilder _page = new("1 j\n");

    public string Write()
    {
        foreach (var shape in drawing.Shapes)
        {
            _page.Append("q ");
            Append(shape);
            _page.Append("Q\n");
        }

        return _page.ToString();
    }

    private void Append(Shape shape)
    {
        switch (shape)
        {
            case Shape.Path path:
                Ink(path.Stroke, path.Fill);
                foreach (var (i, place) in path.Places.Index())
                {
                    _page.Append(At(place)).Append(i == 0 ? " m " : " l ");
                }

                _page.Append(path.IsClosed ? "h " : "").Append(Paint(path.Stroke, path.Fill));
                break;
            case Shape.Disc disc:
                Ink(disc.Stroke, disc.Fill);
                Round(disc);
                _page.Append("h ").Append(Paint(disc.Stroke, disc.Fill));
                break;
            case Shape.Text text:
                Run(text);
                break;
            default:
                throw new NotSupportedException($"PDF has no {shape.GetType().Name}.");
        }
    }

    private void Round(Shape.Disc disc)
    {
        var (r, c) = (disc.Radius, Circle * disc.Radius);
        _page.Append(Off(r, 0)).Append(" m ");
        Curve(Off(r, c), Off(c, r), Off(0, r));
        Curve(Off(-c, r), Off(-r, c), Off(-r, 0));
        Curve(Off(-r, -c), Off(-c, -r), Off(0, -r));
        Curve(Off(c, -r), Off(r, -c), Off(r, 0));

        void Curve(string first, string second, string end) =>
            _page.Append(first).Append(' ').Append(second).Append(' ').Append(end).Append(" c ");

        string Off(double x, double y) => At(new(disc.Centre.X + x, disc.Centre.Y + y));
    }

    private void Run(Shape.Text text)
    {
        var width = FigureFont.Regular.Width(text.Words, text.Size);
        var back = text.Anchor switch
        {
            TextAnchor.Middle => width / 2,
            TextAnchor.End => width,
            _ => 0,
        };
        var (sin, cos) = Math.SinCos(text.Turn * Math.PI / 180);
        var start = new Place(text.Place.X - (back * cos), text.Place.Y + (back * sin));
        _page
            .Append(Colour(text.Colour))
            .Append(" rg BT /F ")
            .Append(Number(text.Size))
            .Append(" Tf ")
            .Append($"{Number(cos, 4)} {Number(sin, 4)} {Number(-sin, 4)} {Number(cos, 4)} {At(start)} Tm <");
        foreach (var character in text.Words.EnumerateRunes())
        {
            _page.Append(subset.Characters[character].ToString("X4", CultureInfo.InvariantCulture));
        }

        _page.Append("> Tj ET ");
    }

    private void Ink(Stroke? stroke, Fill? fill)
    {
        if (fill is not null)
        {
            _page.Append(Colour(fill.Colour)).Append(" rg ");
            if (fill.Opacity < 1)
            {
                _page.Append(CultureInfo.InvariantCulture, $"/G{opacities.IndexOf(fill.Opacity)} gs ");
            }
        }

        if (stroke is not null)
        {
            _page.Append(Colour(stroke.Colour)).Append(" RG ").Append(Number(stroke.Width)).Append(" w ");
            if (stroke.Dash is { } dash)
            {
                _page.Append('[').AppendJoin(' ', dash.Select(length => Number(length))).Append("] 0 d ");
            }
        }
    }

    private static string Paint(Stroke? stroke, Fill? fill) =>
        (stroke, fill) switch
        {
            (null, null) => "n ",
            (null, _) => "f ",
            (_, null) => "S ",
            _ => "B ",
        };

    private static string Colour(string colour) =>
        string.Join(' ', Convert.FromHexString(colour.AsSpan(1)).Select(part => Number(part / 255.0, 3)));

    private string At(Place place) => $"{Number(place.X)} {Number(drawing.Height - place.Y)}";
}
