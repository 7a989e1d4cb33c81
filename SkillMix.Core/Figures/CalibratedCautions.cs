using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>What has to be said beside calibrated success before anybody reads it.</summary>
public static class CalibratedCautions
{
    /// <summary>A point with fewer labels is named: how often intervals hold was simulated from this number on.</summary>
    public const int FewLabels = 30;

    /// <summary>One sentence for each thing to know; none where there is nothing to warn of.</summary>
    /// <param name="success">The points that are shown.</param>
    /// <param name="rows">The naive rows that are shown beside them.</param>
    /// <param name="options">How those were measured.</param>
    /// <param name="graders">The graders they were measured with.</param>
    public static IReadOnlyList<string> Of(
        CalibratedSuccess success,
        IReadOnlyList<MetricRow> rows,
        MetricOptions options,
        IReadOnlyList<string> graders
    ) => [.. OfPoints(success, rows), .. MeasuredOtherwise(success, rows, options, graders)];

    /// <summary>In what the rows were measured otherwise than the queue froze it, one clause each; none where they are alike.</summary>
    public static IReadOnlyList<string> Differences(
        CalibratedSuccess success,
        MetricOptions options,
        IReadOnlyList<string> graders
    )
    {
        var panel = success.Panel;
        var frozen = panel.Options;
        var differences = new (string What, bool Differs)[]
        {
            ("graders", panel.Graders.Count > 0 && !panel.Graders.ToHashSet().SetEquals(graders)),
            ("how several graders become one verdict", graders.Count > 1 && options.Panel != frozen.Panel),
            ("best or mean of the generations", options.Generations != RuleOf(success)),
            ("generations per tuple", !success.IsPerGeneration && options.PerTuple is not null),
            ("length", options.Length != frozen.Length),
            ("named skills", options.NamedSkill != frozen.NamedSkill),
            ("unreadable points", options.Unreadable != frozen.Unreadable),
            ("turn", options.Turn is not null),
            ("left-out skills", options.LeaveOut.Count > 0),
        };
        return [.. differences.Where(difference => difference.Differs).Select(difference => difference.What)];
    }

    /// <summary>How rows take the generations of a tuple to be of the same quantity.</summary>
    public static GenerationRule RuleOf(CalibratedSuccess success) =>
        success.IsPerGeneration ? GenerationRule.Mean : GenerationRule.Max;

    private static IEnumerable<string> OfPoints(CalibratedSuccess success, IReadOnlyList<MetricRow> rows)
    {
        var points = success.Points;
        if (points.Any(point => point.IsSimulated) && !rows.Any(row => row.IsSimulated))
        {
            yield return "Texts or gradings behind the calibrated points are simulated by rehearsal models and no measurement.";
        }

        foreach (var group in points.GroupBy(point => point.NotEstimable).Where(group => group.Key is not null))
        {
            yield return $"Not estimable: {Places([.. group], points)}. {group.Key}";
        }

        var estimated = points.Where(point => point.Calibrated is not null).ToList();
        foreach (var sentence in OfEstimates(estimated, points))
        {
            yield return sentence;
        }

        if (estimated.Count > 0 && success.Agreement.Total == 0)
        {
            yield return "No criterion was judged by two people, so that nobody knows how far other annotators would say the same.";
        }

        var without = rows.Select(row => row.Student)
            .Distinct()
            .Where(student => !points.Any(point => point.Student == student))
            .ToList();
        if (without.Count > 0)
        {
            yield return $"The queue holds nothing of {string.Join(", ", without)}; only what graders say is shown of {(without.Count == 1 ? "it" : "them")}.";
        }
    }

    private static IEnumerable<string> OfEstimates(List<CalibratedPoint> estimated, IReadOnlyList<CalibratedPoint> all)
    {
        (IReadOnlyList<CalibratedPoint> Points, string Said)[] sayings =
        [
            (
                [.. estimated.Where(point => point.Rate.Labels < FewLabels)],
                $"Fewer than {FewLabels} labels: {{0}}. How often the interval holds with so few was not tried out."
            ),
            (
                [.. estimated.Where(point => point.Widening == Widening.FewCorrections)],
                $"People changed fewer than {CalibratedRate.FewCorrections} verdicts: {{0}}. The interval is wider there on purpose."
            ),
            (
                [.. estimated.Where(point => point.Widening == Widening.ThinCell)],
                $"Fewer than {CalibratedRate.FewInCell} labels speak for some group of units: {{0}}. The interval takes the larger of two standard errors there; the table names the group."
            ),
            (
                [.. estimated.Where(point => point.Rate.Open > CalibratedRate.ManyOpen * point.Rate.Drawn)],
                FormattableString.Invariant(
                    $"More than {100 * CalibratedRate.ManyOpen:0.#} % of the drawn units have no label: {{0}}. Those that have one speak for them."
                )
            ),
            (
                [.. estimated.Where(point => point.IfMet is not null)],
                "The graders are undecided on some units: {0}. Both ends are shown, with these taken as not met and as met."
            ),
        ];
        return sayings
            .Where(saying => saying.Points.Count > 0)
            .Select(saying => saying.Said.Replace("{0}", Places(saying.Points, all), StringComparison.Ordinal));
    }

    private static IEnumerable<string> MeasuredOtherwise(
        CalibratedSuccess success,
        IReadOnlyList<MetricRow> rows,
        MetricOptions options,
        IReadOnlyList<string> graders
    )
    {
        if (rows.Count == 0 || success.Points.Count == 0)
        {
            yield break;
        }

        var differences = Differences(success, options, graders);
        if (differences.Count > 0)
        {
            yield return $"The uncorrected numbers beside it are measured otherwise than the queue froze it ({string.Join(", ", differences)}), so that the difference is not people's correction alone. The queue froze: {success.Panel.Words}.";
            yield break;
        }

        var others = success
            .Points.Where(point =>
                rows.Any(row => IsBeside(row, point))
                && rows.Where(row => IsBeside(row, point)).Sum(row => row.Estimate.N + row.Estimate.Unscored)
                    != point.Rate.Units
            )
            .ToList();
        if (others.Count > 0 && !success.IsPerGeneration)
        {
            yield return $"The queue was drawn from another number of tuples than the uncorrected numbers beside it rest on: {Places(others, success.Points)}.";
        }
    }

    private static bool IsBeside(MetricRow row, CalibratedPoint point) =>
        row.Student == point.Student
        && row.Setting == point.Setting
        && row.K == point.K
        && row.IsSimulated == point.IsSimulated;

    /// <summary>"base at k = 2, 3; tuned at k = 5".</summary>
    private static string Places(IReadOnlyList<CalibratedPoint> points, IReadOnlyList<CalibratedPoint> all)
    {
        var withSetting = all.Select(point => point.Setting).Distinct().Count() > 1;
        return points.Count > 1 && points.Count == all.Count
            ? "every point"
            : string.Join(
                "; ",
                points
                    .GroupBy(point => (point.Student, point.Setting))
                    .Select(group =>
                        $"{group.Key.Student}{(withSetting ? $", {SettingWords.Of(group.Key.Setting)}," : "")} at k = {string.Join(", ", group.Select(point => point.K).Distinct())}"
                    )
            );
    }
}
