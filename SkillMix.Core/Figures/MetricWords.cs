using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>Metrics, settings and intervals in words, the same in every figure and table.</summary>
public static class MetricWords
{
    /// <summary>A metric's name for titles and axes.</summary>
    public static string Title(Metric metric) =>
        metric switch
        {
            Metric.FullMarks => "Ratio of full marks",
            Metric.AllSkills => "Ratio of all skills",
            Metric.SkillFraction => "Skill fraction",
            Metric.Sum => "Points earned",
            Metric.RescaledSum => "Rescaled sum",
            Metric.Average => "Share of points",
            Metric.TwoPointSplit => "Two-point split",
            Metric.TwoPointSkills => "Two-point split, skills",
            Metric.TwoPointRest => "Two-point split, rest",
            Metric.AverageOverSkills => "Share of skill points",
            Metric.SumOverSkills => "Skill points",
            Metric.SumOverSkillsFiltered => "Skill points, rest complete",
            _ => MetricDefinition.JsonName(metric),
        };

    /// <summary>What a text gets, in one clause.</summary>
    public static string Meaning(Metric metric) =>
        metric switch
        {
            Metric.FullMarks => "1 for a text with all k + 3 points",
            Metric.AllSkills => "1 for a text with all k skills and at least two of topic, sense and length",
            Metric.SkillFraction => "share of the k skills, 0 unless topic, sense and length are all met",
            Metric.Sum => "points earned, of k + 3",
            Metric.RescaledSum => "share of the points to the power k + 3",
            Metric.Average => "share of the k + 3 points",
            Metric.TwoPointSplit => "one for all skills and one for two of topic, sense and length",
            Metric.TwoPointSkills => "1 for a text with all k skills",
            Metric.TwoPointRest => "1 for a text with at least two of topic, sense and length",
            Metric.AverageOverSkills => "share of the k skills, whatever the rest says",
            Metric.SumOverSkills => "skills shown, of k",
            Metric.SumOverSkillsFiltered => "skills shown, 0 unless topic, sense and length are all met",
            _ => MetricDefinition.JsonName(metric),
        };

    /// <summary>How an interval was made: "Wilson", "Student t", "shared-skills", "tuple bootstrap" or "none".</summary>
    public static string Interval(string method) =>
        method switch
        {
            "wilson" => "Wilson",
            "beta" => "beta",
            "student-t" => "Student t",
            "shared-skills" => "shared-skills",
            "tuple-bootstrap" => "tuple bootstrap",
            _ => method,
        };

    /// <summary>A rule of intervals in addresses and on the command line.</summary>
    public static string Name(IntervalRule rule) =>
        rule switch
        {
            IntervalRule.SkillsLikeThese => "skills",
            IntervalRule.TupleBootstrap => "bootstrap",
            _ => "catalogue",
        };

    /// <summary>The rule of a name; the usual one for any other.</summary>
    public static IntervalRule ReadIntervals(string? name) =>
        name switch
        {
            "skills" => IntervalRule.SkillsLikeThese,
            "bootstrap" => IntervalRule.TupleBootstrap,
            _ => IntervalRule.ThisCatalogue,
        };

    /// <summary>What intervals of a rule speak of, in one clause.</summary>
    public static string Claim(IntervalRule rule) =>
        rule == IntervalRule.SkillsLikeThese
            ? "for skills like these; they do not speak of other topics"
            : "for this catalogue; they do not speak of other skills or topics";

    /// <summary>How generations became one number: "best of 3", "mean of 3".</summary>
    public static string Generations(GenerationRule rule, int perTuple) =>
        FormattableString.Invariant($"{(rule == GenerationRule.Max ? "best" : "mean")} of {perTuple}");
}
