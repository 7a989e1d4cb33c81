using System.Runtime.CompilerServices;
using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Home;

/// <summary>Measures the small curves of a study, once for each table of points.</summary>
public static class StudyMeasure
{
    private static readonly Setting[] Preferred = [Setting.All, Setting.Train, Setting.HeldOut];
    private static readonly ConditionalWeakTable<PointTable, Dictionary<Guid, StudyCurves?>> Measured = [];

    /// <summary>The curves of a study; null where none of its texts is graded.</summary>
    public static StudyCurves? Curves(PointTable points, StudySummary study)
    {
        var known = Measured.GetValue(points, _ => []);
        lock (known)
        {
            if (!known.TryGetValue(study.Id, out var curves))
            {
                curves = known[study.Id] = Measure(points, study);
            }

            return curves;
        }
    }

    private static StudyCurves? Measure(PointTable points, StudySummary study)
    {
        var series = points
            .Series.Where(one => study.Students.Contains(one.Student) && study.Samples.Contains(one.Sample))
            .ToList();
        if (series.Count == 0)
        {
            return null;
        }

        var grader = series[0].Grader;
        var setting = Preferred.First(wanted => series.Exists(one => one.Grader == grader && one.Setting == wanted));
        var samples = series.Where(one => one.Setting == setting).Select(one => one.Sample).Distinct().ToList();
        var rows = SkillMixMetrics.Compute(
            points.Only(study.Students, [grader], samples),
            MetricOptions.Default with
            {
                PoolSamples = true,
            },
            [Metric.FullMarks]
        );
        var rounds = rows.Select(row => row.Estimate.GenerationsPerTuple).Where(number => number > 0).ToList();
        return new(
            grader,
            setting,
            rounds.DefaultIfEmpty(0).Min(),
            rounds.DefaultIfEmpty(0).Max(),
            [.. rows.Select(row => row.K).Distinct().Order()],
            [
                .. study
                    .Students.Select(student => rows.Where(row => row.Student == student).ToList())
                    .Where(own => own.Count > 0)
                    .Select(own => new StudentCurve(own[0].Student, own.Exists(row => row.IsSimulated), Points(own))),
            ]
        );
    }

    private static IReadOnlyList<CurvePoint> Points(IEnumerable<MetricRow> rows) =>
        [
            .. rows.OrderBy(row => row.K)
                .Select(row => new CurvePoint(
                    row.K,
                    row.Estimate.Value,
                    row.Estimate.N,
                    row.Estimate.Unscored,
                    row.Estimate.LeftOut
                )),
        ];
}
