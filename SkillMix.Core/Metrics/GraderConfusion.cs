using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>What a grader and people say of one criterion of one text.</summary>
/// <param name="Kind">Skill, topic, sense or length.</param>
/// <param name="Grader">Met or not met; null where the grader is undecided or unreadable.</param>
/// <param name="People">Met or not met: the adjudicated verdict, else the strict majority; null where people are undecided.</param>
/// <param name="Probability">π, the chance with which the text was drawn for people, in (0, 1]; null where it was picked by hand.</param>
public sealed record JudgedCriterion(CriterionKind Kind, bool? Grader, bool? People, double? Probability);

/// <summary>A share, weighted or plain, with its interval.</summary>
/// <param name="Value">The share, in [0, 1]; null where it rests on nothing.</param>
/// <param name="Interval">95 % Wilson interval on <paramref name="EffectiveN"/> trials; null where the value is.</param>
/// <param name="N">Verdicts it rests on.</param>
/// <param name="EffectiveN">What their weights are worth, (Σw)² / Σw² (Kish 1965), at most <paramref name="N"/>; 0 where there is none.</param>
public sealed record WeightedShare(double? Value, Interval? Interval, int N, double EffectiveN)
{
    internal static WeightedShare Of(IEnumerable<(bool Hit, double Weight)> verdicts)
    {
        var n = 0;
        var hits = 0.0;
        var misses = 0.0;
        var squares = 0.0;
        foreach (var (hit, weight) in verdicts)
        {
            n++;
            hits += hit ? weight : 0;
            misses += hit ? 0 : weight;
            squares += weight * weight;
        }

        if (n == 0)
        {
            return new(null, null, 0, 0);
        }

        var sum = hits + misses;
        var effective = sum * sum / squares;
        return new(hits / sum, Intervals.WilsonOfShare(hits / sum, effective), n, effective);
    }
}

/// <summary>A grader as a measuring instrument: how often it says what people say.</summary>
/// <remarks>
/// <para>
/// Verdicts that the grader or people left open are left out and seen in <see cref="Used"/> against <paramref name="Total"/>; nothing
/// is weighted up for them. So the shares hold where people judged every criterion of a drawn text: if they stopped at the first
/// one not met, what they judged further down is no random part.
/// </para>
/// <para>
/// The intervals take verdicts as independent. The k skills of one text are not quite, so for skills and for all kinds together
/// they are somewhat too narrow. People are taken as right.
/// </para>
/// </remarks>
/// <param name="Kind">The kind of criterion; null for all kinds together.</param>
/// <param name="IsWeighted">
/// Whether each verdict counts 1/π. Then the shares are those of all texts; without weights they are those of the texts that people
/// labelled, which are mostly the disputed ones.
/// </param>
/// <param name="BothMet">Verdicts met by both, unweighted as the other three counts.</param>
/// <param name="Missed">Met by people, not by the grader.</param>
/// <param name="FalselyMet">Met by the grader, not by people.</param>
/// <param name="NeitherMet">Met by neither.</param>
/// <param name="Sensitivity">Share of what people see met that the grader sees met; null where people see nothing met.</param>
/// <param name="Specificity">Share of what people see not met that the grader sees not met; null where people see everything met.</param>
/// <param name="PickedByHand">Verdicts that both decided and that are left out because their π is unknown; 0 without weights.</param>
/// <param name="Total">All verdicts of this kind, also the undecided.</param>
public sealed record GraderConfusion(
    CriterionKind? Kind,
    bool IsWeighted,
    int BothMet,
    int Missed,
    int FalselyMet,
    int NeitherMet,
    WeightedShare Sensitivity,
    WeightedShare Specificity,
    int PickedByHand,
    int Total
)
{
    /// <summary>Verdicts that both decided and that count.</summary>
    public int Used => BothMet + Missed + FalselyMet + NeitherMet;

    /// <summary>
    /// Youden's J = sensitivity + specificity − 1, in [−1, 1]; null where one of them is. At 0 the grader says nothing about the
    /// truth; below .3 a rate cannot well be corrected by it.
    /// </summary>
    public double? Youden => Sensitivity.Value + Specificity.Value - 1;

    /// <summary>One confusion per kind of criterion, in the order of the rubric, also for kinds without a verdict.</summary>
    /// <param name="verdicts">The grader's and people's verdicts.</param>
    /// <param name="weighted">Whether each verdict counts 1/π; those without π are then left out and counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A π is not in (0, 1].</exception>
    public static IReadOnlyList<GraderConfusion> PerKind(IReadOnlyList<JudgedCriterion> verdicts, bool weighted) =>
        [
            .. Enum.GetValues<CriterionKind>()
                .Select(kind => Of(kind, [.. verdicts.Where(verdict => verdict.Kind == kind)], weighted)),
        ];

    /// <summary>All kinds together.</summary>
    /// <inheritdoc cref="PerKind" path="/param"/>
    /// <inheritdoc cref="PerKind" path="/exception"/>
    public static GraderConfusion Over(IReadOnlyList<JudgedCriterion> verdicts, bool weighted) =>
        Of(null, verdicts, weighted);

    private static GraderConfusion Of(CriterionKind? kind, IReadOnlyList<JudgedCriterion> verdicts, bool weighted)
    {
        var met = new List<(bool Hit, double Weight)>();
        var notMet = new List<(bool Hit, double Weight)>();
        var pickedByHand = 0;
        foreach (var verdict in verdicts)
        {
            if (verdict is not { Grader: { } grader, People: { } people })
            {
                continue;
            }

            if (weighted && verdict.Probability is null)
            {
                pickedByHand++;
                continue;
            }

            (people ? met : notMet).Add((grader == people, weighted ? WeightOf(verdict.Probability!.Value) : 1));
        }

        var bothMet = met.Count(verdict => verdict.Hit);
        var neitherMet = notMet.Count(verdict => verdict.Hit);
        return new(
            kind,
            weighted,
            bothMet,
            met.Count - bothMet,
            notMet.Count - neitherMet,
            neitherMet,
            WeightedShare.Of(met),
            WeightedShare.Of(notMet),
            pickedByHand,
            verdicts.Count
        );
    }

    private static double WeightOf(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        return 1 / probability;
    }
}
