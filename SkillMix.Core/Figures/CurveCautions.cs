using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>What has to be said beside numbers before anybody compares them.</summary>
public static class CurveCautions
{
    /// <summary>A point that rests on fewer tuples is named as uncertain.</summary>
    public const int FewTuples = 30;

    /// <summary>A larger share of unscored tuples is named.</summary>
    public const double ManyUnscored = 0.02;

    /// <summary>What is said where nothing was measured.</summary>
    internal const string AllSimulated = "All of it is simulated by rehearsal models; nothing here is a measurement.";

    private const int Named = 4;

    /// <summary>One sentence for each thing to know; none where there is nothing to warn of.</summary>
    /// <param name="rows">The rows that are shown together, all of one metric.</param>
    /// <param name="options">How they were measured.</param>
    /// <param name="filters">Students with a grader that their training texts were filtered by; null where none is known.</param>
    public static IReadOnlyList<string> Of(
        IReadOnlyList<MetricRow> rows,
        MetricOptions options,
        IReadOnlyList<(string Student, string Grader)>? filters = null
    ) =>
        [
            .. Simulated(rows),
            .. Ungraded(rows),
            .. Few(rows),
            .. OfIntervals(rows),
            .. Unscored(rows),
            .. Generations(rows, options),
            .. Turns(rows),
            .. Tuples(rows),
            .. Protocols(rows, options),
            .. LeftOut(rows),
            .. GradersThatChoseTheTraining(rows, filters ?? []),
        ];

    /// <summary>What has to be said of the intervals alone: where they rest on too few skills, or have no width.</summary>
    /// <param name="rows">The rows that are shown together.</param>
    public static IReadOnlyList<string> OfIntervals(IReadOnlyList<MetricRow> rows) =>
        [.. FewSkills(rows), .. WithoutWidth(rows)];

    private static IEnumerable<string> FewSkills(IReadOnlyList<MetricRow> rows)
    {
        var few = rows.Where(row => row.Estimate.Skills < SharedSkills.FewSkills).ToList();
        if (few.Count > 0)
        {
            yield return FormattableString.Invariant(
                $"{few.Count} of {rows.Count} points rest on fewer than {SharedSkills.FewSkills} skills (fewest: {few.Min(row => row.Estimate.Skills)}); an interval for skills like these is too narrow there."
            );
        }
    }

    private static IEnumerable<string> WithoutWidth(IReadOnlyList<MetricRow> rows)
    {
        var flat = rows.Count(row =>
            row.Estimate is { IntervalMethod: "shared-skills" or "tuple-bootstrap", Low: { } low, High: { } high }
            && low.Equals(high)
        );
        if (flat > 0)
        {
            yield return FormattableString.Invariant(
                $"At {flat} of {rows.Count} points every tuple scores the same, so that an interval of this kind has no width and says nothing."
            );
        }
    }

    private static IEnumerable<string> Simulated(IReadOnlyList<MetricRow> rows)
    {
        var simulated = rows.Count(row => row.IsSimulated);
        if (simulated > 0)
        {
            yield return simulated == rows.Count
                ? AllSimulated
                : FormattableString.Invariant(
                    $"{simulated} of {rows.Count} points are simulated by rehearsal models and no measurement."
                );
        }
    }

    private static IEnumerable<string> Ungraded(IReadOnlyList<MetricRow> rows)
    {
        var ungraded = rows.Count(IsUngraded);
        if (ungraded > 0)
        {
            yield return ungraded == rows.Count
                ? "No text of this choice is graded, so that there is nothing to draw; another turn, or fewer generations per tuple, may have gradings."
                : FormattableString.Invariant($"At {ungraded} of {rows.Count} points no text is graded.");
        }
    }

    private static IEnumerable<string> Few(IReadOnlyList<MetricRow> rows)
    {
        var few = rows.Where(row => row.Estimate.N < FewTuples && !IsUngraded(row)).ToList();
        if (few.Count > 0)
        {
            yield return FormattableString.Invariant(
                $"{few.Count} of {rows.Count} points rest on fewer than {FewTuples} tuples (fewest: {few.Min(row => row.Estimate.N)})."
            );
        }
    }

    private static IEnumerable<string> Unscored(IReadOnlyList<MetricRow> rows)
    {
        var many = rows.Where(row => row.Estimate.Unscored > ManyUnscored * (row.Estimate.N + row.Estimate.Unscored))
            .OrderByDescending(row => (double)row.Estimate.Unscored / (row.Estimate.N + row.Estimate.Unscored))
            .ToList();
        if (many.Count > 0)
        {
            var hasSettings = rows.Select(row => row.Setting).Distinct().Count() > 1;
            var names = many.Take(Named)
                .Select(row =>
                    FormattableString.Invariant(
                        $"{row.Student}{(hasSettings ? $", {SettingWords.Of(row.Setting)}," : "")} at k = {row.K} ({row.Estimate.Unscored} of {row.Estimate.N + row.Estimate.Unscored})"
                    )
                );
            var more = many.Count > Named ? FormattableString.Invariant($" and {many.Count - Named} more") : "";
            yield return FormattableString.Invariant(
                $"More than {100 * ManyUnscored:0.##} % of the tuples are unscored for {string.Join(", ", names)}{more}; their values, over the decided tuples only, may be biased either way, see the bounds."
            );
        }
    }

    private static IEnumerable<string> Generations(IReadOnlyList<MetricRow> rows, MetricOptions options)
    {
        var rounds = rows.Select(row => row.Estimate.GenerationsPerTuple).Where(r => r > 0).Distinct().Order().ToList();
        if (rounds.Count > 1 && options.Generations == GenerationRule.Max)
        {
            yield return $"Best of {string.Join(" and best of ", rounds)} stand side by side and are not comparable; set the same r for all.";
        }
    }

    private static IEnumerable<string> Turns(IReadOnlyList<MetricRow> rows)
    {
        var turns = rows.Where(row => row.Estimate.N > 0).Select(row => row.Turn).Distinct().ToList();
        if (turns.Contains(null) || turns.Count > 1)
        {
            yield return "Texts of different turns, drafts and revisions, stand side by side; choose one turn.";
        }
    }

    private static IEnumerable<string> Tuples(IReadOnlyList<MetricRow> rows)
    {
        var mixed = rows.GroupBy(row => (row.Setting, row.K))
            .Where(group => group.Select(row => row.Sample).Distinct().Count() > 1)
            .Select(group => FormattableString.Invariant($"k = {group.Key.K} ({SettingWords.Of(group.Key.Setting)})"))
            .ToList();
        if (mixed.Count > 0)
        {
            yield return $"Different sets of tuples are compared at {string.Join(", ", mixed)}: a difference may lie in the tuples.";
        }
    }

    private static IEnumerable<string> Protocols(IReadOnlyList<MetricRow> rows, MetricOptions options)
    {
        // The grader is part of a protocol, so that only rows of the same grader can be expected to agree.
        var mixed = rows.GroupBy(row => row.Grader)
            .Select(group => (Grader: group.Key, Prints: group.Select(row => row.Fingerprint).Distinct().ToList()))
            .Where(group => group.Prints.Count > 1)
            .ToList();
        foreach (var (grader, prints) in mixed)
        {
            yield return FormattableString.Invariant(
                $"Under {grader} there are {prints.Count} protocols ({string.Join(", ", prints.Take(Named))}{(prints.Count > Named ? ", …" : "")}): prompts, sampling or options differ."
            );
        }

        if (options.PoolSamples && (mixed.Count > 0 || rows.Any(row => IsJoined(row.Sample) || IsJoined(row.Prompts))))
        {
            yield return "Samples and prompts are pooled: one curve may join points, and one point may join texts, that were not made alike.";
        }
    }

    private static IEnumerable<string> LeftOut(IReadOnlyList<MetricRow> rows)
    {
        var leftOut = rows.Count(row => row.Estimate.LeftOut > 0);
        if (leftOut > 0)
        {
            yield return FormattableString.Invariant(
                $"At {leftOut} of {rows.Count} points some tuples are left out because too few of their generations are graded."
            );
        }
    }

    private static IEnumerable<string> GradersThatChoseTheTraining(
        IReadOnlyList<MetricRow> rows,
        IReadOnlyList<(string Student, string Grader)> filters
    ) =>
        from filter in filters
        where rows.Any(row => row.Student == filter.Student && IsOf(row.Grader, filter.Grader))
        select $"{filter.Student} was trained on texts that {filter.Grader} let pass; by that grader it is favoured.";

    /// <summary>The grader itself, or a panel that it sits on, such as "majority of a, b".</summary>
    private static bool IsOf(string graders, string grader) =>
        graders == grader || graders.Split(" of ", 2)[^1].Split(", ").Contains(grader);

    private static bool IsUngraded(MetricRow row) => row.Estimate.N + row.Estimate.Unscored == 0;

    private static bool IsJoined(string names) => names.Contains(" + ", StringComparison.Ordinal);
}
