using System.Globalization;

namespace SkillMix.Core.Figures;

/// <summary>The colours of cells: from pale to dark blue, or from blue over a pale middle to orange; each also as greys.</summary>
/// <remarks>Own colours at equal steps of lightness (OKLab), so that equal steps of a value look equal; blue and orange stay apart for colour-blind readers.</remarks>
public static class CellColours
{
    private static readonly string[] Sequential =
    [
        "#EFF6FD",
        "#C0DEF9",
        "#90C4F6",
        "#64A9ED",
        "#468ED7",
        "#3574B8",
        "#2D5B92",
        "#25446C",
        "#1B2E49",
    ];

    private static readonly string[] Diverging =
    [
        "#2A71B9",
        "#5D92CC",
        "#8CB2DE",
        "#BDD3ED",
        "#F4F4F4",
        "#E8CAB6",
        "#D5A381",
        "#BF7C4C",
        "#A75502",
    ];

    private static readonly string[] Greys = ["#F2F2F2", "#BABABA", "#868686", "#555555", "#292929"];

    /// <summary>Dark at both ends: which end it is, the signs of the numbers say.</summary>
    private static readonly string[] GreyDiverging =
    [
        "#4A4A4A",
        "#7E7E7E",
        "#B6B6B6",
        "#F4F4F4",
        "#B6B6B6",
        "#7E7E7E",
        "#4A4A4A",
    ];

    private const double LeastContrast = 4.5;

    /// <summary>The colours at equal steps from the least to the largest value; between them they are mixed.</summary>
    public static IReadOnlyList<string> Stops(bool isDiverging, bool isGrey = false) =>
        (isDiverging, isGrey) switch
        {
            (false, false) => Sequential,
            (true, false) => Diverging,
            (false, true) => Greys,
            (true, true) => GreyDiverging,
        };

    /// <summary>The colour of a value; one beyond an end has the colour of that end.</summary>
    public static string Of(double value, CellGrid grid, bool isGrey = false)
    {
        var share = (value - grid.Min) / (grid.Max - grid.Min);
        return At(double.IsFinite(share) ? share : 0.5, Stops(grid.IsDiverging, isGrey));
    }

    /// <summary>The colour at a share of the way through some stops, from 0 to 1.</summary>
    public static string At(double share, IReadOnlyList<string> stops)
    {
        var place = Math.Clamp(share, 0, 1) * (stops.Count - 1);
        var before = Math.Min((int)place, stops.Count - 2);
        var (one, next) = (Parts(stops[before]), Parts(stops[before + 1]));
        var mixed = one.Zip(next, (from, to) => Mixed(from, to, place - before));
        return "#" + string.Concat(mixed.Select(part => part.ToString("X2", CultureInfo.InvariantCulture)));
    }

    /// <summary>White on a colour where its contrast is 4.5 or more, else black, whose contrast is then more.</summary>
    /// <remarks>WCAG 2.2, contrast ratio. Where both suffice white is read better than the ratio says.</remarks>
    public static string InkOn(string colour) =>
        1.05 / (Luminance(colour) + 0.05) >= LeastContrast ? "#FFFFFF" : "#000000";

    /// <summary>Relative luminance, from 0 for black to 1 for white.</summary>
    private static double Luminance(string colour)
    {
        var linear = Parts(colour)
            .Select(part => part / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .ToList();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    private static int Mixed(byte from, byte to, double share) =>
        (int)Math.Round(from + (share * (to - from)), MidpointRounding.AwayFromZero);

    private static byte[] Parts(string colour) => Convert.FromHexString(colour.AsSpan(1));
}
