using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>Success against k: the figure of the papers, with intervals, unscored tuples, published points and people's correction.</summary>
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
    /// <param name="keyOfPeople">The same for a point that people's labels correct.</param>
    /// <exception cref="ArgumentException">The rows are of several metrics, or people's judgement of full marks is to be drawn over another.</exception>
    public static Figure Build(
        IReadOnlyList<MetricRow> rows,
        CurveLook look,
        Func<MetricRow, string?>? keyOf = null,
        Func<CalibratedPoint, string?>? keyOfPeople = null
    )
    {
        var metric = rows.Count == 0 ? Metric.FullMarks : rows[0].Metric;
        if (rows.FirstOrDefault(row => row.Metric != metric) is { } other)
        {
            throw new ArgumentException(
                $"A figure shows one metric, but its rows are of {metric} and of {other.Metric}; choose one of them.",
                nameof(rows)
            );
        }

        if (look.People is not null && metric != Metric.FullMarks)
        {
            throw new ArgumentException(
                $"People's labels correct the ratio of full marks, and the rows are of {metric}.",
                nameof(look)
            );
        }

        var curves = Curve.Of(rows, look.Options.PoolSamples);
        var calibrated = CalibratedCurve.Of(look.People?.Points ?? []);
        List<string> students =
        [
            .. curves.Select(curve => curve.Student).Concat(calibrated.Select(curve => curve.Student)).Distinct(),
        ];
        var signs = Signs(curves);
        var colours = students.Select(ColourOf).Distinct().ToList();
        var roots = curves
            .SelectMany(curve => look.RootsOf(curve.Student).Where(root => root != curve.Student))
            .ToHashSet(StringComparer.Ordinal);

        (string Student, Trace Trace)[] lines =
        [
            .. curves.Select(
                (curve, i) =>
                    (
                        curve.Student,
                        new Trace(
                            look.People is null ? curve.Name : CalibratedWords.Naive(curve.Name),
                            TraceKind.Line,
                            colours.IndexOf(ColourOf(curve.Student)),
                            signs[i],
                            IsDashed: look.People is null && roots.Contains(curve.Student),
                            IsFaint: look.People is not null,
                            Offset: 0,
                            Points(curve, look, keyOf)
                        )
                    )
            ),
            .. calibrated.Select(
                (curve, i) =>
                    (
                        curve.Student,
                        new Trace(
                            CalibratedWords.Name(curve, look.People!),
                            TraceKind.Line,
                            colours.IndexOf(ColourOf(curve.Student)),
                            PlaceOf(curve, curves) is { } behind ? signs[behind] : curves.Count + i,
                            IsDashed: false,
                            IsFaint: false,
                            Offset: 0,
                            Points(curve, look.People!, keyOfPeople)
                        )
                    )
            ),
        ];

        var isEstimable = lines.Skip(curves.Count).Any(line => line.Trace.Points.Any(point => point.Y is not null));

        // Side by side, student by student, so that an interval of people is not drawn over one of graders.
        var places = lines.OrderBy(line => students.IndexOf(line.Student)).Select(line => line.Trace).ToList();
        Trace[] traces =
        [
            .. Overlay(look.Overlay, 0, hasGaps: false),
            .. Overlay(look.Baseline, look.Overlay.Select(point => point.Name).Distinct().Count(), hasGaps: true),
            .. lines.Select(line => line.Trace with { Offset = OffsetOf(places.IndexOf(line.Trace), places.Count) }),
        ];
        var ks = rows.Select(row => row.K)
            .Concat(look.Overlay.Select(point => point.K))
            .Concat(calibrated.SelectMany(curve => curve.Points).Select(point => point.K))
            .ToList();
        return new(
            $"{MetricWords.Title(metric)} against k{CalibratedWords.TitleEnd(look.People, isEstimable)}",
            KAxis(ks),
            new(
                MetricWords.Title(metric),
                0,
                rows.Count == 0 ? 1 : rows.Max(row => MetricDefinition.Highest(metric, row.K))
            ),
            traces,
            rows.Any(row => row.IsSimulated) || calibrated.Any(curve => curve.IsSimulated)
        );

        // A base and one tuned model share a colour: dashes tell them apart. More of a family, or several settings, need more than that.
        string ColourOf(string student)
        {
            var family = look.FamilyOf(student);
            return
                look.ColourByStudent
                || curves.Select(curve => curve.Setting).Distinct().Count() > 1
                || students.Count(one => look.FamilyOf(one) == family) > 2
                ? student
                : family;
        }
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

    /// <summary>The marker of each curve: its setting and grader where there are several settings, else, or where two would look alike, its place.</summary>
    private static IReadOnlyList<int> Signs(IReadOnlyList<Curve> curves)
    {
        var kinds = curves.Select(curve => (curve.Setting, curve.Grader)).Distinct().ToList();
        IReadOnlyList<int> signs = [.. curves.Select(curve => kinds.IndexOf((curve.Setting, curve.Grader)))];
        var areApart = curves.Zip(signs, (curve, sign) => (curve.Student, sign)).Distinct().Count() == curves.Count;
        return areApart && curves.Select(curve => curve.Setting).Distinct().Count() > 1
            ? signs
            : [.. Enumerable.Range(0, curves.Count)];
    }

    /// <summary>How far a trace is moved along k so that the intervals of several stand beside each other.</summary>
    internal static double OffsetOf(int index, int count) =>
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

    /// <summary>The same for what people judge; a point that is not estimable is a gap, too.</summary>
    private static List<FigurePoint> Points(
        CalibratedCurve curve,
        CalibratedSuccess success,
        Func<CalibratedPoint, string?>? keyOf
    )
    {
        var points = new List<FigurePoint>();
        for (var k = curve.Points[0].K; k <= curve.Points[^1].K; k++)
        {
            var point = curve.Points.FirstOrDefault(one => one.K == k);
            points.Add(
                new(
                    k,
                    point?.Calibrated?.Shown,
                    point?.Interval?.Low,
                    point?.Interval?.High,
                    point?.Ends?.Low,
                    point?.Ends?.High,
                    point is null ? [] : CalibratedWords.Of(point, success),
                    point is null ? null : keyOf?.Invoke(point)
                )
                {
                    Basis = point is null ? null : CalibratedWords.BasisOf(point, success),
                }
            );
        }

        return points;
    }

    /// <summary>The place of the faint curve behind it; null where there is none.</summary>
    private static int? PlaceOf(CalibratedCurve curve, IReadOnlyList<Curve> curves)
    {
        var (place, behind) = curves
            .Index()
            .FirstOrDefault(one =>
                one.Item.Student == curve.Student
                && one.Item.Setting == curve.Setting
                && one.Item.IsSimulated == curve.IsSimulated
            );
        return behind is null ? null : place;
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
        )
        {
            Basis = PointWords.BasisOf(row, look.Runs),
        };
    }

    /// <summary>Points of one line with a gap at each k between the first and the last where nothing was measured.</summary>
    internal static IReadOnlyList<FigurePoint> WithGaps(IEnumerable<(int K, FigurePoint Point)> points)
    {
        var known = points.OrderBy(point => point.K).ToList();
        return known.Count == 0
            ? []
            :
            [
                .. Enumerable
                    .Range(known[0].K, known[^1].K - known[0].K + 1)
                    .SelectMany(k =>
                        known.Exists(point => point.K == k)
                            ? known.Where(point => point.K == k).Select(point => point.Point)
                            : [new FigurePoint(k, null, null, null, null, null, [], null)]
                    ),
            ];
    }

    /// <param name="hasGaps">Breaks the line at a k without a point; published tables leave k out and are joined.</param>
    private static IEnumerable<Trace> Overlay(IReadOnlyList<OverlayPoint> points, int first, bool hasGaps) =>
        points
            .GroupBy(point => point.Name)
            .Select(
                (line, i) =>
                    new Trace(
                        line.Key,
                        TraceKind.Line,
                        OverlayColour,
                        first + i,
                        IsDashed: false,
                        IsFaint: true,
                        Offset: 0,
                        hasGaps
                            ? WithGaps(line.Select(point => (point.K, PointOf(point))))
                            : [.. line.OrderBy(point => point.K).Select(PointOf)]
                    )
            );

    private static FigurePoint PointOf(OverlayPoint point) =>
        new(point.K, point.Value, null, null, null, null, point.Words, null);
}
