using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Figures;

/// <summary>Rows of metrics with defaults, for figures.</summary>
internal static class Rows
{
    public static MetricRow Row(
        string student,
        int k,
        double? value,
        int n = 100,
        int unscored = 0,
        double? boundLow = null,
        double? boundHigh = null,
        Setting setting = Setting.All,
        string grader = "judge",
        string fingerprint = "aaaa",
        string? sample = null,
        int generations = 3,
        int leftOut = 0,
        int? turn = 1,
        bool isSimulated = false,
        Metric metric = Metric.FullMarks
    ) =>
        new(
            student,
            grader,
            sample ?? $"sample {k} {setting}",
            setting,
            k,
            "prompts",
            metric,
            new Estimate
            {
                Value = value,
                StandardError = value is null ? null : 0.04,
                Low = value is null ? null : Math.Max(0, value.Value - 0.1),
                High = value is null ? null : Math.Min(1, value.Value + 0.1),
                IntervalMethod = value is null ? "none" : "wilson",
                N = n,
                GenerationsPerTuple = generations,
                GradingsPerGeneration = 1,
                Unscored = unscored,
                BoundLow = boundLow ?? value,
                BoundHigh = boundHigh ?? value,
                LeftOut = leftOut,
                Dropped = 0,
            },
            turn,
            n * generations,
            isSimulated,
            fingerprint
        );
}
