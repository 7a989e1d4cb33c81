using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>What a reader is told on pointing at a measured point: the number, its interval and what it rests on.</summary>
internal static class PointWords
{
    public static IReadOnlyList<string> Of(MetricRow row, MetricOptions options)
    {
        var estimate = row.Estimate;
        var words = new List<string>
        {
            FormattableString.Invariant($"{row.Student}, {SettingWords.Of(row.Setting)}, k = {row.K}"),
            $"{MetricWords.Title(row.Metric)} {estimate}",
        };
        if (estimate.Low is not null)
        {
            words.Add(
                FormattableString.Invariant(
                    $"{100 * options.Confidence:0.#} % {MetricWords.Interval(estimate.IntervalMethod)} interval {estimate.Low:F3} to {estimate.High:F3}"
                )
            );
        }

        words.Add(
            FormattableString.Invariant(
                $"n = {estimate.N} tuples, {MetricWords.Generations(options.Generations, estimate.GenerationsPerTuple)}"
            )
        );
        words.Add(
            estimate.Unscored == 0
                ? "unscored tuples: 0"
                : FormattableString.Invariant(
                    $"unscored tuples: {estimate.Unscored}; over all tuples between {estimate.BoundLow:F3} and {estimate.BoundHigh:F3}"
                )
        );
        if (estimate.LeftOut + estimate.Dropped > 0)
        {
            words.Add(
                FormattableString.Invariant(
                    $"left out: {estimate.LeftOut} tuples (too few generations); dropped: {estimate.Dropped} (left-out skills)"
                )
            );
        }

        words.Add($"graded by {row.Grader}");
        if (row.IsSimulated)
        {
            words.Add("simulated");
        }

        return words;
    }

    /// <summary>What a measured value rests on.</summary>
    public static PointBasis BasisOf(MetricRow row, ILookup<(string Student, string Sample), string> runs) =>
        new(
            FormattableString.Invariant(
                $"{row.Student}, {SettingWords.Of(row.Setting)}, k = {row.K}, graded by {row.Grader}"
            ),
            row.Estimate.N,
            row.Estimate.Unscored,
            row.Estimate.StandardError,
            row.Estimate.IntervalMethod,
            row.Fingerprint,
            [.. row.Sample.Split(" + ").SelectMany(sample => runs[(row.Student, sample)]).Distinct().Order()],
            row.IsSimulated
        )
        {
            Grader = row.Grader,
            Skills = row.Estimate.Skills,
        };
}
