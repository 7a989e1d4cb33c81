using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace SkillMix.Dashboard.Pages.Home;

/// <summary>Full marks against k, drawn small; the ground line is 0 and the upper edge is 1.</summary>
public sealed partial class Sparkline : ComponentBase
{
    private const double Left = 4;
    private const double Right = 92;
    private const double Top = 3;
    private const double Ground = 23.5;

    [Parameter, EditorRequired]
    public required StudentCurve Curve { get; set; }

    /// <summary>All k of the study, so that the curves of its students line up.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<int> Ks { get; set; }

    private IEnumerable<(double X, double Y)> Dots =>
        from point in Curve.Points
        where point.Value is not null
        select (X(point.K), Ground - (point.Value!.Value * (Ground - Top)));

    private string Line => string.Join(' ', Dots.Select(dot => $"{Number(dot.X)},{Number(dot.Y)}"));

    private string Label =>
        $"{Curve.Student}, full marks: "
        + string.Join(
            ", ",
            Curve.Points.Select(point => $"k = {point.K} {point.Value?.ToString("F2") ?? "undecided"} (n = {point.N})")
        );

    private double X(int k)
    {
        var (first, last) = (Ks[0], Ks[^1]);
        return first == last ? (Left + Right) / 2 : Left + ((Right - Left) * (k - first) / (last - first));
    }

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
