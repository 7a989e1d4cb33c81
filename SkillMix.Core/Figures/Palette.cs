namespace SkillMix.Core.Figures;

/// <summary>Colours that colour-blind readers can tell apart, on white and on black.</summary>
/// <remarks>Okabe and Ito (2008), without its yellow and black, which vanish on one of the two grounds.</remarks>
public static class Palette
{
    /// <summary>Hexadecimal colours, in the order of use.</summary>
    public static IReadOnlyList<string> Colours { get; } =
    ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6BB1", "#7A7A7A"];

    /// <summary>The colour of an index; the palette starts again behind its end.</summary>
    public static string At(int index) => Colours[index % Colours.Count];
}
