using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>Two sides on the same tuples at one k.</summary>
/// <param name="Before">The base model, or the draft.</param>
/// <param name="After">The tuned model, or the revision.</param>
/// <param name="Sample">The tuples that both sides were asked.</param>
/// <param name="Comparison">The comparison; null where it would not be fair.</param>
/// <param name="Note">Why there is none, or what has to be known; null for nothing.</param>
public sealed record PairedRow(
    string Before,
    string After,
    string Grader,
    Setting Setting,
    int K,
    string Sample,
    PairedComparison? Comparison,
    string? Note
);

/// <summary>Paired comparisons of all that can be paired: tuned models with their base, revisions with their drafts.</summary>
public static class PairedTable
{
    /// <summary>Every tuned student against its base, where both are in the table and share a sample.</summary>
    /// <remarks>Samples are never pooled here: a pair is the same tuple on both sides.</remarks>
    public static IReadOnlyList<PairedRow> BaseAgainstTuned(
        PointTable table,
        MetricOptions options,
        Metric metric,
        IReadOnlyList<CurveStudent> students
    )
    {
        var pairs = students
            .Where(student => student.BaseModel is not null)
            .Select(student => (Before: student.BaseModel!, After: student.Name))
            .ToList();
        if (pairs.Count == 0)
        {
            return [];
        }

        var sides = SidesOf(table, options, metric);
        return
        [
            .. pairs.SelectMany(pair =>
                sides
                    .Where(side => side.Student == pair.After)
                    .SelectMany(after =>
                        Partners(after, pair.Before, sides)
                            .Select(before => Compare(before, after, pair.Before, pair.After, options))
                    )
            ),
        ];
    }

    /// <summary>Each student's last revision against its draft; empty where drafts are not graded.</summary>
    public static IReadOnlyList<PairedRow> DraftAgainstRevision(PointTable table, MetricOptions options, Metric metric)
    {
        if (!table.Rows.Any(row => row.Turn == 0 && row.Grading > 0) || !table.Rows.Any(row => row.Turn == 1))
        {
            return [];
        }

        var drafts = SidesOf(table, options with { Turn = 0 }, metric);
        var revisions = SidesOf(table, options with { Turn = 1 }, metric);
        return
        [
            .. revisions.SelectMany(after =>
                drafts
                    .Where(before => before.Student == after.Student && IsAlike(before, after))
                    .Where(before => before.Prompts == after.Prompts)
                    .Select(before =>
                        Compare(before, after, $"{after.Student}, draft", $"{after.Student}, revision", options)
                    )
            ),
        ];
    }

    private static List<Side> SidesOf(PointTable table, MetricOptions options, Metric metric) =>
        [
            .. SkillMixMetrics
                .PerTuple(table, options with { PoolSamples = false }, metric)
                .GroupBy(score => (score.Student, score.Grader, score.Setting, score.K, score.Sample, score.Prompts))
                .OrderBy(group => group.Key.Setting)
                .ThenBy(group => group.Key.Grader, StringComparer.Ordinal)
                .ThenBy(group => group.Key.K)
                .Select(group => new Side(
                    group.Key.Student,
                    group.Key.Grader,
                    group.Key.Setting,
                    group.Key.K,
                    group.Key.Sample,
                    group.Key.Prompts,
                    [.. group]
                )),
        ];

    /// <summary>The base's side under the same prompts, or else all of its sides on these tuples.</summary>
    private static List<Side> Partners(Side after, string before, List<Side> sides)
    {
        var found = sides.Where(side => side.Student == before && IsAlike(side, after)).ToList();
        var same = found.Where(side => side.Prompts == after.Prompts).ToList();
        return same.Count > 0 ? same : found;
    }

    private static bool IsAlike(Side a, Side b) =>
        a.Grader == b.Grader && a.Setting == b.Setting && a.K == b.K && a.Sample == b.Sample;

    private static PairedRow Compare(
        Side before,
        Side after,
        string beforeName,
        string afterName,
        MetricOptions options
    )
    {
        var isTwice = HasTwice(before) || HasTwice(after);
        var rounds = (before.Scores[0].BestOf, After: after.Scores[0].BestOf);
        var isFair = !isTwice && rounds.BestOf == rounds.After;
        return new(
            beforeName,
            afterName,
            after.Grader,
            after.Setting,
            after.K,
            after.Sample,
            isFair ? PairedComparison.Compare(before.Scores, after.Scores, options) : null,
            isTwice ? "simulated and measured texts stand on the same tuples"
                : !isFair
                    ? FormattableString.Invariant(
                        $"best of {rounds.BestOf} against best of {rounds.After}: set the same r"
                    )
                : before.Prompts != after.Prompts ? "prompts differ"
                : null
        );
    }

    private static bool HasTwice(Side side) => side.Scores.DistinctBy(score => score.Tuple).Count() < side.Scores.Count;

    private sealed record Side(
        string Student,
        string Grader,
        Setting Setting,
        int K,
        string Sample,
        string Prompts,
        IReadOnlyList<TupleScore> Scores
    );
}
