namespace SkillMix.Core.Figures.Fonts;

/// <summary>A point of an outline in units of the font, y upwards.</summary>
/// <param name="IsOnCurve">False for the control point of a quadratic Bézier curve.</param>
public readonly record struct OutlinePoint(double X, double Y, bool IsOnCurve);

/// <summary>The closed contours of one glyph, in units of the font; none for a space.</summary>
public sealed record GlyphOutline(IReadOnlyList<IReadOnlyList<OutlinePoint>> Contours)
{
    public static GlyphOutline Empty { get; } = new([]);
}
