using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>How often a student's texts miss one skill, over all k that were counted.</summary>
/// <param name="Asked">Texts that were to show it: met, not met and undecided together.</param>
/// <param name="MissRate">Not met over met and not met, in [0, 1]; null where nothing is decided.</param>
/// <param name="Interval">Wilson's interval of the miss rate, as if texts were independent; null where nothing is decided.</param>
public sealed record SkillCost(
    string Student,
    string Grader,
    Setting Setting,
    string Skill,
    int Asked,
    int Met,
    int NotMet,
    int Undecided,
    double? MissRate,
    Interval? Interval,
    bool IsSimulated
)
{
    /// <summary>Joins the counts over k, highest miss rate first, then the more often asked.</summary>
    public static IReadOnlyList<SkillCost> Of(IReadOnlyList<CriterionLosses> losses, double confidence = 0.95) =>
        [
            .. losses
                .SelectMany(loss => loss.Skills.Select(skill => (Loss: loss, Skill: skill)))
                .GroupBy(pair =>
                    (pair.Loss.Student, pair.Loss.Grader, pair.Loss.Setting, pair.Loss.IsSimulated, pair.Skill.Skill)
                )
                .Select(group =>
                {
                    var met = group.Sum(pair => pair.Skill.Met);
                    var notMet = group.Sum(pair => pair.Skill.NotMet);
                    var undecided = group.Sum(pair => pair.Skill.Undecided);
                    var decided = met + notMet;
                    return new SkillCost(
                        group.Key.Student,
                        group.Key.Grader,
                        group.Key.Setting,
                        group.Key.Skill,
                        decided + undecided,
                        met,
                        notMet,
                        undecided,
                        decided == 0 ? null : (double)notMet / decided,
                        Intervals.Wilson(notMet, decided, confidence),
                        group.Key.IsSimulated
                    );
                })
                .OrderByDescending(cost => cost.MissRate ?? -1)
                .ThenByDescending(cost => cost.Asked)
                .ThenBy(cost => cost.Skill, StringComparer.Ordinal)
                .ThenBy(cost => cost.Student, StringComparer.Ordinal),
        ];
}
