using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Metrics;

/// <summary>How often texts of a student show one skill, over all k, by itself and with what all skills say of it.</summary>
/// <remarks>
/// <para>
/// The shrunken rate is (x + m μ) / (n + m) with a <see cref="BetaPrior"/> fitted to the skills of the same student, grader and setting:
/// a skill that was asked of few texts moves towards the mean of all. Its interval is that of the beta distribution; where nothing
/// tells the skills apart it is Wilson's interval of that mean, as the mean is not known without error.
/// </para>
/// <para>
/// The test asks whether the rate differs from that of all other skills together: <see cref="FisherExact"/>, which does not take the others'
/// rate as known. Texts count as independent, although those of one tuple are not, and k plays no part: a skill that was mostly asked
/// at large k looks harder than it is.
/// </para>
/// </remarks>
/// <param name="Met">Texts that show it, x.</param>
/// <param name="Decided">Texts of which it is decided, n.</param>
/// <param name="Undecided">Texts of which it is not.</param>
/// <param name="Rate">x / n, in [0, 1]; null where nothing is decided.</param>
/// <param name="Interval">Wilson's interval of it.</param>
/// <param name="Shrunken">The shrunken rate, in [0, 1]; null where nothing is decided of any skill.</param>
/// <param name="ShrunkenInterval">Equal-tailed interval of it.</param>
/// <param name="PValue">Two-sided, in (0, 1]; 1 where nothing is decided.</param>
/// <param name="Adjusted"><paramref name="PValue"/> corrected by <see cref="BenjaminiHochberg"/> over the decided skills of the student, grader and setting; 1 where nothing is decided.</param>
/// <param name="Prior">What the shrunken rate was made with; null where there is none.</param>
/// <param name="IsSimulated">Made by rehearsal models: never to be mistaken for measurement.</param>
public sealed record SkillRate(
    string Student,
    string Grader,
    Setting Setting,
    string Skill,
    int Met,
    int Decided,
    int Undecided,
    double? Rate,
    Interval? Interval,
    double? Shrunken,
    Interval? ShrunkenInterval,
    double PValue,
    double Adjusted,
    BetaPrior? Prior,
    bool IsSimulated
)
{
    /// <summary>Joins counts over k and estimates a rate for each student, grader, setting and skill, in the order of the losses and by name.</summary>
    /// <param name="losses">From <see cref="CriterionLosses.Of(PointTable, MetricOptions)"/>.</param>
    /// <param name="confidence">Level of the intervals, in (0, 1).</param>
    public static IReadOnlyList<SkillRate> Of(IReadOnlyList<CriterionLosses> losses, double confidence = 0.95)
    {
        Intervals.CheckConfidence(confidence);
        return
        [
            .. losses
                .GroupBy(loss => (loss.Student, loss.Grader, loss.Setting, loss.IsSimulated))
                .SelectMany(group => OfGroup([.. group], confidence)),
        ];
    }

    private static List<SkillRate> OfGroup(IReadOnlyList<CriterionLosses> losses, double confidence)
    {
        List<SkillLoss> skills =
        [
            .. losses
                .SelectMany(loss => loss.Skills)
                .GroupBy(skill => skill.Skill)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new SkillLoss(
                    group.Key,
                    group.Sum(skill => skill.Asked),
                    group.Sum(skill => skill.Met),
                    group.Sum(skill => skill.NotMet),
                    group.Sum(skill => skill.Undecided)
                )),
        ];
        var met = skills.Sum(skill => skill.Met);
        var decided = skills.Sum(DecidedOf);
        var prior = BetaPrior.Of(skills.Select(skill => (skill.Met, DecidedOf(skill))));
        var ofMean = Intervals.Wilson(met, decided, confidence);
        List<double> pValues =
        [
            .. skills.Select(skill =>
                FisherExact.TwoSided(skill.Met, DecidedOf(skill), met - skill.Met, decided - DecidedOf(skill))
            ),
        ];
        var tested = Enumerable.Range(0, skills.Count).Where(place => DecidedOf(skills[place]) > 0).ToList();
        var adjusted = tested
            .Zip(BenjaminiHochberg.Adjust([.. tested.Select(place => pValues[place])]))
            .ToDictionary(pair => pair.First, pair => pair.Second);
        return
        [
            .. skills.Select(
                (skill, place) =>
                {
                    var n = DecidedOf(skill);
                    return new SkillRate(
                        losses[0].Student,
                        losses[0].Grader,
                        losses[0].Setting,
                        skill.Skill,
                        skill.Met,
                        n,
                        skill.Undecided,
                        n == 0 ? null : (double)skill.Met / n,
                        Intervals.Wilson(skill.Met, n, confidence),
                        prior?.MeanAfter(skill.Met, n),
                        prior is { IsWhole: false } ? prior.IntervalAfter(skill.Met, n, confidence) : ofMean,
                        pValues[place],
                        adjusted.GetValueOrDefault(place, 1),
                        prior,
                        losses[0].IsSimulated
                    );
                }
            ),
        ];
    }

    private static int DecidedOf(SkillLoss skill) => skill.Met + skill.NotMet;
}
