using System.Text.Json.Serialization;

namespace SkillMix.Core.Metrics;

/// <summary>What one text is worth, given which of its k + 3 points were earned.</summary>
/// <remarks>
/// S is the sum of the k skill points after the vote, R the sum of the other three (topic, sense, length).
/// The first three are the metrics of Yu et al. 2023, arXiv:2310.17567. The others are the further aggregations
/// that its reference code offers, and the two parts of its two-point split by themselves, which it does not print.
/// No metric falls when one more point is earned, which is what makes bounds for unreadable points simple.
/// </remarks>
[JsonConverter(typeof(JsonStringEnumConverter<Metric>))]
public enum Metric
{
    /// <summary>Ratio of Full Marks: 1 if S + R = k + 3, else 0.</summary>
    [JsonStringEnumMemberName("full_marks")]
    FullMarks,

    /// <summary>Ratio of All Skills: 1 if S = k and R ≥ 2, else 0.</summary>
    [JsonStringEnumMemberName("all_skills")]
    AllSkills,

    /// <summary>Skill Fraction: S / k if R = 3, else 0.</summary>
    [JsonStringEnumMemberName("skill_fraction")]
    SkillFraction,

    /// <summary>Points earned, S + R, in [0, k + 3].</summary>
    [JsonStringEnumMemberName("sum")]
    Sum,

    /// <summary>((S + R) / (k + 3)) to the power k + 3, in [0, 1]: near zero unless almost every point is earned.</summary>
    [JsonStringEnumMemberName("rescaled_sum")]
    RescaledSum,

    /// <summary>Share of all points earned, (S + R) / (k + 3), in [0, 1].</summary>
    [JsonStringEnumMemberName("average")]
    Average,

    /// <summary>Two points, in {0, 1, 2}: one if S = k, and one if R ≥ 2. The reference adds them.</summary>
    [JsonStringEnumMemberName("two_point_split")]
    TwoPointSplit,

    /// <summary>Skills part of the two-point split: 1 if S = k, else 0.</summary>
    [JsonStringEnumMemberName("two_point_skills")]
    TwoPointSkills,

    /// <summary>Rest part of the two-point split: 1 if R ≥ 2, else 0.</summary>
    [JsonStringEnumMemberName("two_point_rest")]
    TwoPointRest,

    /// <summary>Share of skill points earned, S / k, whatever the other three say.</summary>
    [JsonStringEnumMemberName("average_over_skills")]
    AverageOverSkills,

    /// <summary>Skill points earned, S, in [0, k].</summary>
    [JsonStringEnumMemberName("sum_over_skills")]
    SumOverSkills,

    /// <summary>Skill points earned where nothing else is missing: S if R = 3, else 0.</summary>
    [JsonStringEnumMemberName("sum_over_skills_filtered")]
    SumOverSkillsFiltered,
}
