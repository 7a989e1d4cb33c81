using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Commands;

/// <summary>The shape of a row of "metrics --json". Others rely on it: fields are added, never renamed.</summary>
public static class MetricJson
{
    /// <summary>One row.</summary>
    public static object Of(MetricRow row) =>
        new
        {
            student = row.Student,
            grader = row.Grader,
            sample = row.Sample,
            setting = SettingWords.Of(row.Setting),
            k = row.K,
            metric = MetricDefinition.JsonName(row.Metric),
            value = row.Estimate.Value,
            standard_error = row.Estimate.StandardError,
            low = row.Estimate.Low,
            high = row.Estimate.High,
            interval = row.Estimate.IntervalMethod,
            skills = row.Estimate.Skills,
            n = row.Estimate.N,
            generations = row.Estimate.GenerationsPerTuple,
            gradings = row.Estimate.GradingsPerGeneration,
            turn = row.Turn,
            unscored = row.Estimate.Unscored,
            bound_low = row.Estimate.BoundLow,
            bound_high = row.Estimate.BoundHigh,
            left_out = row.Estimate.LeftOut,
            dropped = row.Estimate.Dropped,
            simulated = row.IsSimulated,
            fingerprint = row.Fingerprint,
        };
}
