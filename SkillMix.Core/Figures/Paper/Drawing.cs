namespace SkillMix.Core.Figures.Paper;

/// <summary>A drawing as every file writer sees it. Lengths are in points, 1/72 inch; the origin is the top left corner, y goes down.</summary>
/// <param name="Title">What it shows, for the file's own title; it is not drawn.</param>
/// <param name="Shapes">In the order of drawing: later ones cover earlier ones.</param>
public sealed record Drawing(double Width, double Height, string Title, IReadOnlyList<Shape> Shapes)
{
    /// <summary>Points in an inch.</summary>
    public const double PointsPerInch = 72;

    /// <summary>Every text of it, in the order of drawing.</summary>
    public IEnumerable<Shape.Text> Texts => Shapes.OfType<Shape.Text>();
}

/// <summary>A place in a drawing.</summary>
public readonly record struct Place(double X, double Y);

/// <summary>How a line is drawn; lines end where their last point is and have round joins.</summary>
/// <param name="Colour">Six hexadecimal digits behind a #.</param>
/// <param name="Width">Width of the line; also how thick its dashes are.</param>
/// <param name="Dash">Lengths drawn and left out in turn; null for a solid line.</param>
public sealed record Stroke(string Colour, double Width, IReadOnlyList<double>? Dash = null);

/// <summary>How an area is filled.</summary>
/// <param name="Colour">Six hexadecimal digits behind a #.</param>
/// <param name="Opacity">From 0, not to be seen, to 1.</param>
public sealed record Fill(string Colour, double Opacity = 1);

/// <summary>Where a text stands with regard to its place.</summary>
public enum TextAnchor
{
    /// <summary>It starts there.</summary>
    Start,

    /// <summary>Its middle is there.</summary>
    Middle,

    /// <summary>It ends there.</summary>
    End,
}

/// <summary>One thing that is drawn.</summary>
public abstract record Shape
{
    private Shape() { }

    /// <summary>Straight lines from place to place, or the area they enclose.</summary>
    public sealed record Path(IReadOnlyList<Place> Places, bool IsClosed, Stroke? Stroke, Fill? Fill) : Shape
    {
        /// <summary>A line that is not filled.</summary>
        public static Path Line(Stroke stroke, params IReadOnlyList<Place> places) => new(places, false, stroke, null);

        public static Path Box(double left, double top, double right, double bottom, Stroke? stroke, Fill? fill) =>
            new([new(left, top), new(right, top), new(right, bottom), new(left, bottom)], true, stroke, fill);
    }

    public sealed record Disc(Place Centre, double Radius, Stroke? Stroke, Fill? Fill) : Shape;

    /// <summary>One line of text.</summary>
    /// <param name="Place">A point of its base line.</param>
    /// <param name="Size">Size of the font.</param>
    /// <param name="Turn">Degrees by which it is turned around its place, against the clock.</param>
    public sealed record Text(string Words, Place Place, double Size, TextAnchor Anchor, string Colour, double Turn = 0)
        : Shape;
}
