namespace SkillMix.Core.Figures;

/// <summary>A description of a figure, the same for every medium it is drawn in. Pure data.</summary>
/// <param name="Title">What it shows, in words.</param>
/// <param name="IsSimulated">Some of what it shows comes from rehearsal models; every drawing must say so.</param>
public sealed record Figure(string Title, FigureAxis X, FigureAxis Y, IReadOnlyList<Trace> Traces, bool IsSimulated);

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
);

/// <summary>How a trace is drawn.</summary>
public enum TraceKind
{
    /// <summary>Points joined by a line.</summary>
    Line,

    /// <summary>Bars.</summary>
    Bar,
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
);

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
);
