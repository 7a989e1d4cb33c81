using System.Globalization;

namespace SkillMix.Core.Figures.Paper;

/// <summary>The lines and colours of a figure, in proportion to the size of its font.</summary>
internal sealed class PaperInk(FigureStyle style)
{
    public const string Black = "#000000";
    public const string Axis = "#333333";
    public const string Grid = "#E3E3E3";
    public const string White = "#FFFFFF";
    public const string Badge = "#A3123A";

    /// <summary>Words of guide lines; the lines themselves are paler.</summary>
    public const string GuideWords = "#666666";

    /// <summary>A cell without a value.</summary>
    public const string Nothing = "#F2F2F2";

    /// <summary>Ground of a hatched cell, and the lines on it.</summary>
    public const string HatchGround = "#F7F7F7";

    /// <inheritdoc cref="HatchGround"/>
    public const string HatchLine = "#A6A6A6";

    private const string GuideLine = "#8F8F8F";
    private const string ErrorOfBar = "#444444";
    private const double Tint = 0.6;

    private static readonly string[] Greys =
    [
        "#000000",
        "#7F7F7F",
        "#B0B0B0",
        "#4D4D4D",
        "#999999",
        "#262626",
        "#666666",
        "#C4C4C4",
    ];

    /// <summary>The length that is one point in a figure set in 8 points.</summary>
    public double Unit { get; } = style.FontSize / 8;

    /// <summary>Radius of a marker.</summary>
    public double Radius(Trace trace) => (trace.IsFaint ? 1.7 : 2.1) * Unit;

    public string Colour(Trace trace) =>
        style.Palette == PaletteChoice.Grey ? Greys[trace.Colour % Greys.Length] : Palette.At(trace.Colour);

    /// <summary>The line that joins points: dotted where it is faint, dashed for a base model.</summary>
    public Stroke Line(Trace trace) =>
        new(
            Colour(trace),
            (trace.IsFaint ? 0.8 : 1.15) * Unit,
            trace.IsFaint ? [1 * Unit, 1.6 * Unit]
                : trace.IsDashed ? [4 * Unit, 2 * Unit]
                : null
        );

    public Stroke Outline(Trace trace) => new(Colour(trace), 0.8 * Unit);

    public Stroke Error(Trace trace) =>
        new(trace.Kind == TraceKind.Bar ? ErrorOfBar : Colour(trace), (trace.IsFaint ? 0.5 : 0.7) * Unit);

    public Stroke Limit(Trace trace) => new(Colour(trace), 0.5 * Unit, [0.6 * Unit, 1.2 * Unit]);

    /// <summary>A line to hold values against.</summary>
    public Stroke Guide => new(GuideLine, 0.6 * Unit, [2.4 * Unit, 1.6 * Unit]);

    /// <summary>The lines of a hatched cell.</summary>
    public Stroke Hatch => new(HatchLine, 0.4 * Unit);

    /// <summary>A bar; a faint one is the same colour mixed with white, so that it covers what is behind it.</summary>
    public Fill Bar(Trace trace) => new(trace.IsFaint ? Lighter(Colour(trace)) : Colour(trace));

    private static string Lighter(string colour)
    {
        var mixed = Convert
            .FromHexString(colour.AsSpan(1))
            .Select(part => (int)Math.Round(part + (Tint * (255 - part)), MidpointRounding.AwayFromZero));
        return "#" + string.Concat(mixed.Select(part => part.ToString("X2", CultureInfo.InvariantCulture)));
    }
}
