namespace SkillMix.Core.Metrics;

/// <summary>The formulas, names and ranges of the metrics.</summary>
public static class MetricDefinition
{
    /// <summary>The three metrics that the papers report, in their order.</summary>
    public static IReadOnlyList<Metric> Published { get; } = [Metric.FullMarks, Metric.AllSkills, Metric.SkillFraction];

    /// <summary>Every metric.</summary>
    public static IReadOnlyList<Metric> All { get; } = Enum.GetValues<Metric>();

    /// <summary>What a metric gives a text.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="k">Skills asked for, k ≥ 1.</param>
    /// <param name="skills">Skill points earned, S in [0, k].</param>
    /// <param name="rest">Points earned for topic, sense and length, R in [0, 3].</param>
    public static double Of(Metric metric, int k, int skills, int rest) =>
        metric switch
        {
            Metric.FullMarks => skills + rest == k + 3 ? 1 : 0,
            Metric.AllSkills => skills == k && rest >= 2 ? 1 : 0,
            Metric.SkillFraction => rest == 3 ? (double)skills / k : 0,
            Metric.Sum => skills + rest,
            Metric.RescaledSum => Math.Pow((double)(skills + rest) / (k + 3), k + 3),
            Metric.Average => (double)(skills + rest) / (k + 3),
            Metric.TwoPointSplit => (skills == k ? 1 : 0) + (rest >= 2 ? 1 : 0),
            Metric.TwoPointSkills => skills == k ? 1 : 0,
            Metric.TwoPointRest => rest >= 2 ? 1 : 0,
            Metric.AverageOverSkills => (double)skills / k,
            Metric.SumOverSkills => skills,
            Metric.SumOverSkillsFiltered => rest == 3 ? skills : 0,
            _ => throw Unknown(metric),
        };

    /// <summary>Whether a text gets 0 or 1 and nothing between, for every k.</summary>
    public static bool IsBinary(Metric metric) =>
        metric is Metric.FullMarks or Metric.AllSkills or Metric.TwoPointSkills or Metric.TwoPointRest;

    /// <summary>The best a text can get: k + 3 for <see cref="Metric.Sum"/>, k for the sums over skills, 2 for the two-point split, else 1.</summary>
    public static double Highest(Metric metric, int k) => Of(metric, k, k, 3);

    /// <summary>The name in JSON, in CSV and on the command line, for instance "full_marks".</summary>
    public static string JsonName(Metric metric) =>
        metric switch
        {
            Metric.FullMarks => "full_marks",
            Metric.AllSkills => "all_skills",
            Metric.SkillFraction => "skill_fraction",
            Metric.Sum => "sum",
            Metric.RescaledSum => "rescaled_sum",
            Metric.Average => "average",
            Metric.TwoPointSplit => "two_point_split",
            Metric.TwoPointSkills => "two_point_skills",
            Metric.TwoPointRest => "two_point_rest",
            Metric.AverageOverSkills => "average_over_skills",
            Metric.SumOverSkills => "sum_over_skills",
            Metric.SumOverSkillsFiltered => "sum_over_skills_filtered",
            _ => throw Unknown(metric),
        };

    /// <summary>The metric with a JSON name.</summary>
    /// <exception cref="FormatException">No metric has that name.</exception>
    public static Metric Parse(string jsonName)
    {
        foreach (var metric in All)
        {
            if (string.Equals(JsonName(metric), jsonName, StringComparison.Ordinal))
            {
                return metric;
            }
        }

        throw new FormatException(
            $"There is no metric \"{jsonName}\"; choose from {string.Join(", ", All.Select(JsonName))}."
        );
    }

    private static ArgumentOutOfRangeException Unknown(Metric metric) => new(nameof(metric), metric, "Unknown metric.");
}
