using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures.Kinds;

/// <summary>How often texts show each skill, the hardest first: shrunken towards the mean of all, filled where a skill differs from it.</summary>
/// <remarks>Filled: Fisher's exact test against all other skills, adjusted after Benjamini and Hochberg, p &lt; .05. See <see cref="SkillRate"/>.</remarks>
internal static class SkillsKind
{
    private const double Level = 0.05;
    private const int UsualMost = 24;

    public static Sketch Draw(FigureMaterial material)
    {
        var rates = SkillRate
            .Of(CriterionLosses.Of(material.Points, material.Options), material.Options.Confidence)
            .Where(rate => rate.Decided > 0)
            .OrderBy(rate => material.Choices.PlaceOf(rate.Student))
            .ToList();
        if (rates.Count == 0)
        {
            material.RequireGradings();
            throw new ArgumentException("No text of this choice is decided on any skill.");
        }

        var groups = rates.GroupBy(rate => (rate.Student, rate.Setting, rate.Grader, rate.IsSimulated)).ToList();
        var all = rates
            .GroupBy(rate => rate.Skill)
            .OrderBy(skill => skill.Average(rate => rate.Shrunken))
            .ThenBy(skill => skill.Key, StringComparer.Ordinal)
            .Select(skill => skill.Key)
            .ToList();
        var shown = all.Take(material.Spec.Most ?? UsualMost).ToList();
        return new(
            new(
                "Texts that show each skill, of those asked to",
                FigureAxis.OfNames("", shown),
                new("Texts that show the skill", 0, 1),
                [
                    .. groups.Select(
                        (group, i) =>
                            new Trace(
                                material.Name(group.Key.Student, group.Key.Setting, group.Key.Grader),
                                TraceKind.Points,
                                i,
                                i,
                                IsDashed: false,
                                IsFaint: false,
                                Math.Clamp(0.6 / groups.Count, 0, 0.25) * (i - ((groups.Count - 1) / 2.0)),
                                [
                                    .. group
                                        .Where(rate => shown.Contains(rate.Skill))
                                        .OrderBy(rate => shown.IndexOf(rate.Skill))
                                        .Select(rate => PointOf(rate, shown.IndexOf(rate.Skill), material)),
                                ]
                            )
                    ),
                ],
                rates.Exists(rate => rate.IsSimulated)
            )
            {
                IsSideways = true,
                Guides = [.. groups.Count == 1 ? (GuideLine[])[GuideLine.Level(MeanOf([.. groups[0]]), "mean")] : []],
            },
            [
                .. all.Count > shown.Count
                    ? (string[])[FormattableString.Invariant($"The {shown.Count} hardest of {all.Count} skills.")]
                    : [],
                groups.Count > 1
                    ? "Sorted by the mean rate over the shown students, the hardest first."
                    : "Sorted by their rates, the hardest first.",
                "Rates are shrunken towards the mean of all skills, with their beta intervals; the raw ones stand in the table.",
                "Filled: differs from all other skills together, Fisher's exact test, p < .05 after Benjamini and Hochberg over the skills; open: not.",
                .. rates.Exists(rate => rate.Adjusted < Level) ? (string[])[] : ["No skill differs."],
                "Texts count as independent, and k plays no part: a skill that was mostly asked at large k looks harder than it is.",
            ]
        );
    }

    private static double MeanOf(List<SkillRate> rates) =>
        rates.Sum(rate => (double)rate.Met) / rates.Sum(rate => rate.Decided);

    private static FigurePoint PointOf(SkillRate rate, int place, FigureMaterial material) =>
        new(
            place,
            rate.Shrunken,
            rate.ShrunkenInterval?.Low,
            rate.ShrunkenInterval?.High,
            null,
            null,
            [
                $"{rate.Skill} · {rate.Student}, {SettingWords.Of(rate.Setting)}",
                FormattableString.Invariant(
                    $"shown by {rate.Met} of {rate.Decided} texts ({rate.Rate:F3}), undecided: {rate.Undecided}"
                ),
                FormattableString.Invariant(
                    $"shrunken {rate.Shrunken:F3}, interval {rate.ShrunkenInterval?.Low:F3} to {rate.ShrunkenInterval?.High:F3}"
                ),
                FormattableString.Invariant($"p {rate.PValue:0.000}, adjusted {rate.Adjusted:0.000}"),
                $"graded by {rate.Grader}",
                .. rate.IsSimulated ? (string[])["simulated"] : [],
            ],
            material.KeyOf(
                new PointSource(rate.Student, material.GraderOf(rate.Grader), rate.Setting) { Skills = [rate.Skill] }
            )
        )
        {
            IsOpen = rate.Adjusted >= Level,
            Basis = new(
                $"{rate.Skill}, {rate.Student}, {SettingWords.Of(rate.Setting)}, graded by {rate.Grader}",
                rate.Decided,
                rate.Undecided,
                null,
                rate.ShrunkenInterval is null ? "none" : "beta",
                "",
                material.RunsOf(rate.Student),
                rate.IsSimulated
            )
            {
                Unit = "texts",
                Grader = rate.Grader,
                Note = FormattableString.Invariant(
                    $"raw {rate.Met} of {rate.Decided}; p {rate.PValue:0.000}, adjusted {rate.Adjusted:0.000}"
                ),
            },
        };
}
