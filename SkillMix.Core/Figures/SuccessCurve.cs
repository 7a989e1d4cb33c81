using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>Success against k: the figure of the papers, with intervals, unscored tuples and published points.</summary>
/// <remarks>Zhao et al. 2024, arXiv:2409.19808, draw base, tuned and GPT-4 over k in this way.</remarks>
public static class SuccessCurve
{
    private const int OverlayColour = 7;
    private const double WidestStep = 0.06;
    private const double WidestSpread = 0.5;

    /// <summary>Draws rows of one metric.</summary>
    /// <param name="rows">Rows of one metric, from <see cref="SkillMixMetrics.Compute"/>; none gives a figure without curves.</param>
    /// <param name="look">How it is to look.</param>
    /// <param name="keyOf">What stands behind a point, for a click; null for nothing.</param>
    /// <exception cref="ArgumentException">The rows are of several metrics.</exception>
    public static Figure Build(IReadOnlyList<MetricRow> rows, CurveLook look, Func<MetricRow, string?>? keyOf = null)
    {
        var metric = rows.Count == 0 ? Metric.FullMarks : rows[0].Metric;
        if (rows.FirstOrDefault(row => row.Metric != metric) is { } other)
        {
            throw new ArgumentException(
                $"A figure shows one metric, but its rows are of {metric} and of {other.Metric}; choose one of them.",
                nameof(rows)
            );
        }

        var curves = Curve.Of(rows, look.Options.PoolSamples);
        var colours = curves.Select(curve => ColourKey(curve.Student, look)).Distinct().ToList();
        var roots = curves
            .SelectMany(curve => look.RootsOf(curve.Student).Where(root => root != curve.Student))
            .ToHashSet(StringComparer.Ordinal);
        var traces = new List<Trace>(Overlay(look));
        for (var i = 0; i < curves.Count; i++)
        {
            var curve = curves[i];
            traces.Add(
                new(
                    curve.Name,
                    TraceKind.Line,
                    colours.IndexOf(ColourKey(curve.Student, look)),
                    i,
                    IsDashed: roots.Contains(curve.Student),
                    IsFaint: false,
                    OffsetOf(i, curves.Count),
                    Points(curve, look, keyOf)
                )
            );
        }

        var ks = rows.Select(row => row.K).Concat(look.Overlay.Select(point => point.K)).ToList();
        return new(
            $"{MetricWords.Title(metric)} against k",
            KAxis(ks),
            new(
                MetricWords.Title(metric),
                0,
                rows.Count == 0 ? 1 : rows.Max(row => MetricDefinition.Highest(metric, row.K))
            ),
            traces,
            rows.Any(row => row.IsSimulated)
        );
    }

    /// <summary>An axis of k with a tick at every whole number.</summary>
    internal static FigureAxis KAxis(IReadOnlyCollection<int> ks) =>
        ks.Count == 0
            ? new("k (skills per text)")
            : new(
                "k (skills per text)",
                ks.Min() - 0.5,
                ks.Max() + 0.5,
                [.. Enumerable.Range(ks.Min(), ks.Max() - ks.Min() + 1).Select(k => (double)k)]
            );

    private static string ColourKey(string student, CurveLook look) =>
        look.ColourByStudent ? student : look.FamilyOf(student);

    private static double OffsetOf(int index, int count) =>
        (index - ((count - 1) / 2.0)) * Math.Min(WidestStep, WidestSpread / count);

    /// <summary>A point for each k between the first and the last; where nothing was measured there is a gap.</summary>
    private static List<FigurePoint> Points(Curve curve, CurveLook look, Func<MetricRow, string?>? keyOf)
    {
        var points = new List<FigurePoint>();
        for (var k = curve.Rows[0].K; k <= curve.Rows[^1].K; k++)
        {
            points.Add(
                curve.Rows.FirstOrDefault(row => row.K == k) is { } row
                    ? Point(row, look, keyOf)
                    : new(k, null, null, null, null, null, [], null)
            );
        }

        return points;
    }

    private static FigurePoint Point(MetricRow row, CurveLook look, Func<MetricRow, string?>? keyOf)
    {
        var estimate = row.Estimate;
        var hasBand = look.ShowsUnscored && estimate.Unscored > 0;
        return new(
            row.K,
            estimate.Value,
            estimate.Low,
            estimate.High,
            hasBand ? estimate.BoundLow : null,
            hasBand ? estimate.BoundHigh : null,
            PointWords.Of(row, look.Options),
            keyOf?.Invoke(row)
        );
    }

    private static IEnumerable<Trace> Overlay(CurveLook look) =>
        look
            .Overlay.GroupBy(point => point.Name)
            .Select(
                (line, i) =>
                    new Trace(
                        line.Key,
                        TraceKind.Line,
                        OverlayColour,
                        i,
                        IsDashed: false,
                        IsFaint: true,
                        Offset: 0,
                        [
                            .. line.OrderBy(point => point.K)
                                .Select(point => new FigurePoint(
                                    point.K,
                                    point.Value,
                                    null,
                                    null,
                                    null,
                                    null,
                                    point.Words,
                                    null
                                )),
                        ]
                    )
            );
}
