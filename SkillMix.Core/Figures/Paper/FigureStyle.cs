namespace SkillMix.Core.Figures.Paper;

/// <summary>Which colours a figure has.</summary>
public enum PaletteChoice
{
    /// <summary>The palette of the screen, which colour-blind readers can tell apart.</summary>
    ColourBlindSafe,

    /// <summary>Shades of grey, for print without colours.</summary>
    Grey,
}

/// <summary>Where the names of the traces stand.</summary>
public enum LegendPlace
{
    /// <summary>In the first corner that no data reaches, else below.</summary>
    Best,

    TopLeft,
    TopRight,
    BottomLeft,
    BottomRight,

    /// <summary>Beside the plot.</summary>
    Right,

    /// <summary>Under the plot.</summary>
    Below,

    /// <summary>Nowhere: the caption names them.</summary>
    None,
}

/// <summary>How intervals are drawn.</summary>
public enum ErrorStyle
{
    /// <summary>A bar at each point; the limits that unscored texts leave open are then a pale band.</summary>
    Bars,

    /// <summary>A band along the line; the limits that unscored texts leave open are then thin dotted lines.</summary>
    Bands,

    /// <summary>Neither intervals nor limits.</summary>
    None,
}

/// <summary>Both ends of an axis, in the units of the figure.</summary>
public sealed record AxisRange(double Min, double Max)
{
    public double Min { get; init; } =
        double.IsFinite(Min) && double.IsFinite(Max) && Min < Max
            ? Min
            : throw new ArgumentOutOfRangeException(nameof(Min), "An axis runs from a lower to a higher number.");
}

/// <summary>How a figure is to look on paper.</summary>
/// <remarks>The presets are the columns of the common styles: ICML 3.25 in, NeurIPS and ICLR 5.5 in, two columns of ACL or ICML 6.75 in.</remarks>
public sealed record FigureStyle
{
    /// <summary>One column of two.</summary>
    public static FigureStyle Column { get; } = new();

    /// <summary>The width of a page of one column.</summary>
    public static FigureStyle Text { get; } = new() { Width = 5.5 };

    /// <summary>Across both columns.</summary>
    public static FigureStyle Page { get; } = new() { Width = 6.75 };

    /// <summary>Inches, from 1 to 40.</summary>
    public double Width
    {
        get;
        init => field = Within(value, 1, 40, "Width", "inches");
    } = 3.25;

    /// <summary>Inches, from 0.75 to 40; null for as much as the figure takes, see <see cref="FigureLayout.Sized"/>.</summary>
    public double? Height
    {
        get;
        init => field = value is { } inches ? Within(inches, 0.75, 40, "Height", "inches") : null;
    }

    /// <summary>The height of a plain figure of this width.</summary>
    internal double UsualHeight =>
        Width >= 6 ? 3.2
        : Width >= 5 ? 3
        : 2.3;

    /// <summary>Points, from 4 to 36: titles of the axes have this size, numbers and legend nine tenths of it.</summary>
    public double FontSize
    {
        get;
        init => field = Within(value, 4, 36, "Font size", "points");
    } = 8;

    public PaletteChoice Palette { get; init; }

    public LegendPlace Legend { get; init; }

    public ErrorStyle Errors { get; init; }

    /// <summary>The figure's title above it; papers have it in the caption instead.</summary>
    public bool ShowsTitle { get; init; }

    /// <summary>Pale lines at the ticks of the y axis.</summary>
    public bool ShowsGrid { get; init; } = true;

    /// <summary>Another range than the figure's own; what lies outside is cut off. Null for the figure's own.</summary>
    public AxisRange? X { get; init; }

    /// <inheritdoc cref="X"/>
    public AxisRange? Y { get; init; }

    private static double Within(double value, double least, double most, string what, string unit) =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value),
                value,
                FormattableString.Invariant($"{what} is from {least} to {most} {unit}, not {value}.")
            );
}
