using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard.Pages.Curves;

namespace SkillMix.Dashboard.Pages.Failures;

/// <summary>Everything that the page of failures shows for one address.</summary>
/// <param name="Losses">Counts by student, setting, grader and k, in the order of the figures.</param>
/// <param name="Figures">One for each student, setting and grader.</param>
/// <param name="Skills">Skills in the chosen order, all of them.</param>
public sealed record FailuresResult(
    MeasureOffers Offers,
    MeasureChoices Choices,
    IReadOnlyList<CriterionLosses> Losses,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<SkillCost> Skills
)
{
    /// <summary>What tells a figure from the others: the student, and setting and grader where they differ.</summary>
    public IReadOnlyList<string> Titles { get; } =
    [
        .. Losses
            .Select(loss => (loss.Student, loss.Grader, loss.Setting, loss.IsSimulated))
            .Distinct()
            .Select(figure =>
                string.Join(
                    " · ",
                    [
                        figure.Student,
                        .. Losses.DistinctBy(loss => loss.Setting).Count() > 1
                            ? (string[])[SettingWords.Of(figure.Setting)]
                            : [],
                        .. Losses.DistinctBy(loss => loss.Grader).Count() > 1 ? (string[])[figure.Grader] : [],
                    ]
                )
            ),
    ];

    /// <summary>Left-out skills that no counted tuple asks for.</summary>
    public IReadOnlyList<string> Unasked { get; init; } = [];

    /// <summary>The free tags that people put on generations, by student and k; of all generations, whatever is chosen.</summary>
    public IReadOnlyList<TagCount> Tags { get; init; } = [];

    /// <summary>Counts.</summary>
    public static FailuresResult Of(FailuresView view, PointTable points)
    {
        var offers = MeasureOffers.Of(points);
        var choices = offers.Complete(view.Choices);
        var students = choices.Students.ToList();
        var part = MeasureOffers.Part(points, choices);
        var losses = CriterionLosses
            .Of(part, choices.Options)
            .Where(loss => loss.Texts > 0)
            .OrderBy(loss => students.IndexOf(loss.Student))
            .ThenBy(loss => loss.Setting)
            .ThenBy(loss => loss.Grader, StringComparer.Ordinal)
            .ThenBy(loss => loss.K)
            .ToList();
        var skills = SkillCost.Of(losses, choices.Options.Confidence);
        return new(
            offers,
            choices,
            losses,
            CriterionCost.Build(losses, loss => LinkOf(loss, choices)),
            view.Order == SkillOrder.SurelyMissed
                ? [.. skills.OrderByDescending(skill => skill.Interval?.Low ?? -1)]
                : skills
        )
        {
            Unasked = MeasureOffers.Unasked(part, choices.Options.LeaveOut),
        };
    }

    /// <summary>The generations that were counted.</summary>
    public static string LinkOf(CriterionLosses loss, MeasureChoices choices) =>
        SkillMixUrls.Generations(
            new GenerationFilter
            {
                Students = [loss.Student],
                Graders = GradersOf(loss.Grader, choices),
                Ks = [loss.K],
                Settings = [loss.Setting],
            }
        );

    /// <summary>The generations of a student that were to show a skill.</summary>
    public static string LinkOf(SkillCost skill, MeasureChoices choices) =>
        SkillMixUrls.Generations(
            new GenerationFilter
            {
                Students = [skill.Student],
                Graders = GradersOf(skill.Grader, choices),
                Ks = choices.Ks,
                Settings = [skill.Setting],
                Skills = [skill.Skill],
            }
        );

    private static IReadOnlyList<string> GradersOf(string grader, MeasureChoices choices) =>
        choices.Options.Panel == PanelRule.Each ? [grader] : choices.Graders;
}
