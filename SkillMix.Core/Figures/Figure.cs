using System.Globalization;

namespace SkillMix.Core.Figures;

/// <summary>A description of a figure, the same for every medium it is drawn in. Pure data.</summary>
/// <param name="Title">What it shows, in words.</param>
/// <param name="IsSimulated">Some of what it shows comes from rehearsal models; every drawing must say so.</param>
/// <param name="X">The axis of the places, along which traces run: k, or the names of students or skills.</param>
/// <param name="Y">The axis of the values.</param>
public sealed record Figure(string Title, FigureAxis X, FigureAxis Y, IReadOnlyList<Trace> Traces, bool IsSimulated)
{
    /// <summary>Coloured cells, each at a whole number of both axes; null for none. Cells stand from the top down.</summary>
    public CellGrid? Cells { get; init; }

    /// <summary>Lines to hold values against, such as zero or a diagonal; they are drawn behind the traces.</summary>
    public IReadOnlyList<GuideLine> Guides { get; init; } = [];

    /// <summary>The axis of the places stands upright, its lowest number at the top, and values run to the right: for places with long names. Cells are never turned.</summary>
    public bool IsSideways { get; init; }

    /// <summary>Both axes measure the same: their frame is a square, and what stands at an end of them has room to be seen whole.</summary>
    public bool IsSquare { get; init; }
}

/// <summary>An axis.</summary>
/// <param name="Min">Lower end; null lets the drawing choose.</param>
/// <param name="Max">Upper end; null lets the drawing choose.</param>
/// <param name="Ticks">Where ticks stand; null lets the drawing choose.</param>
/// <param name="TickTexts">Words for the ticks where they are no numbers.</param>
public sealed record FigureAxis(
    string Title,
    double? Min = null,
    double? Max = null,
    IReadOnlyList<double>? Ticks = null,
    IReadOnlyList<string>? TickTexts = null
)
{
    /// <summary>An axis whose places, from 0, have names.</summary>
    public static FigureAxis OfNames(string title, IReadOnlyList<string> names) =>
        new(title, -0.5, names.Count - 0.5, [.. Enumerable.Range(0, names.Count).Select(i => (double)i)], names);

    /// <summary>What stands at a place: the words of its tick, or its number.</summary>
    public string NameOf(double place)
    {
        for (var i = 0; i < (TickTexts?.Count ?? 0); i++)
        {
            if (Ticks is not null && i < Ticks.Count && Ticks[i].Equals(place))
            {
                return TickTexts![i];
            }
        }

        return place.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>How a trace is drawn.</summary>
public enum TraceKind
{
    /// <summary>Points joined by a line.</summary>
    Line,

    /// <summary>Bars.</summary>
    Bar,

    /// <summary>Points that nothing joins.</summary>
    Points,
}

/// <summary>A straight line to read values against, from one place of both axes to another.</summary>
/// <param name="Words">What it means, in few words; they stand at its upper or right end. Empty for none.</param>
public sealed record GuideLine(double X1, double Y1, double X2, double Y2, string Words)
{
    // Beyond every axis: a drawing cuts it off at its frame.
    private const double Far = 1e4;

    /// <summary>It stands at one value; the axis of the values shows it, however far it runs along the other.</summary>
    internal bool IsLevel => Y1.Equals(Y2);

    /// <summary>A line at one value, over all places.</summary>
    public static GuideLine Level(double value, string words) => new(-Far, value, Far, value, words);
}

/// <summary>Cells whose colour is their value: a heat map or a heat table.</summary>
/// <param name="Title">What the colours mean; it stands beside the key.</param>
/// <param name="Min">The value of the first colour; smaller ones have it too.</param>
/// <param name="Max">The value of the last colour; larger ones have it too.</param>
/// <param name="IsDiverging">Two hues around a pale middle between <paramref name="Min"/> and <paramref name="Max"/>, for differences; else from pale to dark.</param>
public sealed record CellGrid(IReadOnlyList<FigureCell> Cells, string Title, double Min, double Max, bool IsDiverging);

/// <summary>One cell.</summary>
/// <param name="X">Column, a whole number of the x axis.</param>
/// <param name="Y">Row, a whole number of the y axis; 0 stands at the top.</param>
/// <param name="Value">What its colour says; null leaves it without colour.</param>
/// <param name="Text">What is written in it, as far as there is room; empty for nothing.</param>
/// <param name="IsHatched">It rests on too little to be read: hatched, whatever its value.</param>
/// <param name="Words">What a reader is told on pointing at it, one line each.</param>
/// <param name="Key">Names what stands behind it, for a click.</param>
public sealed record FigureCell(
    int X,
    int Y,
    double? Value,
    string Text,
    bool IsHatched,
    IReadOnlyList<string> Words,
    string? Key
)
{
    /// <summary>Lower end of its interval; null for none.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of its interval; null for none.</summary>
    public double? High { get; init; }

    /// <summary>What the value rests on; null where nothing is known of it.</summary>
    public PointBasis? Basis { get; init; }
}

/// <summary>One line or one group of bars with its place in the legend.</summary>
/// <param name="Name">Legend text.</param>
/// <param name="Colour">Index into the palette, from 0; traces of one family share it.</param>
/// <param name="Symbol">Index of the marker, from 0, so that traces differ in black and white too.</param>
/// <param name="IsDashed">A base model is dashed where a model that was tuned from it stands beside it.</param>
/// <param name="IsFaint">Drawn behind the others, for overlays such as published points.</param>
/// <param name="Offset">How far its points are moved along x so that intervals do not hide each other, in units of x.</param>
public sealed record Trace(
    string Name,
    TraceKind Kind,
    int Colour,
    int Symbol,
    bool IsDashed,
    bool IsFaint,
    double Offset,
    IReadOnlyList<FigurePoint> Points
)
{
    /// <summary>Marks each point; false for a line with so many that the marks would hide it.</summary>
    public bool HasMarkers { get; init; } = true;

    /// <summary>Its sign in the legend is open: it is faint, or a dashed line of open points throughout. Elsewhere open says something of a point, not of its trace.</summary>
    public bool HasOpenKey => IsFaint || (IsDashed && Points.Count > 0 && Points.All(point => point.IsOpen));
}

/// <summary>One point.</summary>
/// <param name="X">Place along x, before the trace's offset.</param>
/// <param name="Y">The value; null leaves a gap.</param>
/// <param name="Low">Lower end of the interval; null for none.</param>
/// <param name="High">Upper end of the interval; null for none.</param>
/// <param name="BoundLow">Mean over all, decided and undecided, if all that is unscored came out at its worst, or the lower of two ends; null where nothing is unscored.</param>
/// <param name="BoundHigh">The same at its best, or the higher end; null where nothing is unscored.</param>
/// <param name="Words">What a reader is told on pointing at it, one line each.</param>
/// <param name="Key">Names what stands behind the point, for a click.</param>
public sealed record FigurePoint(
    double X,
    double? Y,
    double? Low,
    double? High,
    double? BoundLow,
    double? BoundHigh,
    IReadOnlyList<string> Words,
    string? Key
)
{
    /// <summary>What it is called among the points of its trace, where its place is a measured value; null where the place names it.</summary>
    public string? Name { get; init; }

    /// <summary>Its marker is open, where the others of its trace are filled: not significant, for one.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Lower end of its interval along x; null for none.</summary>
    public double? XLow { get; init; }

    /// <summary>Upper end of its interval along x; null for none.</summary>
    public double? XHigh { get; init; }

    /// <summary>What the value rests on; null where nothing is known of it.</summary>
    public PointBasis? Basis { get; init; }
}

/// <summary>What a drawn value rests on, for the table beside a figure and its file.</summary>
/// <param name="Of">What it is a value of, in words: student, setting, k, grader.</param>
/// <param name="N">Tuples, texts or units that it is the mean of.</param>
/// <param name="Unscored">As many of them stayed undecided and are not in it.</param>
/// <param name="StandardError">Its standard error; null where there is none.</param>
/// <param name="Method">How its interval was made, for instance "wilson"; "none" without one.</param>
/// <param name="Fingerprint">Of the protocol; empty where several meet.</param>
/// <param name="Runs">Public ids of the runs that it was measured on.</param>
/// <param name="IsSimulated">Made by rehearsal models.</param>
public sealed record PointBasis(
    string Of,
    int N,
    int Unscored,
    double? StandardError,
    string Method,
    string Fingerprint,
    IReadOnlyList<string> Runs,
    bool IsSimulated
)
{
    /// <summary>What <see cref="N"/> counts.</summary>
    public string Unit { get; init; } = "tuples";

    /// <summary>What else is known of the value, such as the p of a test; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>Who graded; empty where that says nothing.</summary>
    public string Grader { get; init; } = "";

    /// <summary>Different skills behind it; null where its interval is not for skills like these.</summary>
    public int? Skills { get; init; }
}
