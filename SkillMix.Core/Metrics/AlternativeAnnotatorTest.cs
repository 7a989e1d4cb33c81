using MathNet.Numerics.Distributions;

namespace SkillMix.Core.Metrics;

/// <summary>A candidate against one person, measured by how well each agrees with the other people.</summary>
/// <param name="Name">The person who was left out.</param>
/// <param name="Units">Units of this person that at least one other person and the candidate have rated, too.</param>
/// <param name="Advantage">Share of them on which the candidate agrees with the others at least as well as the person; null without a unit.</param>
/// <param name="MeanDifference">Mean of W^h − W^f, in [−1, 1]: above 0 the person does better; null without a unit.</param>
/// <param name="PValue">One-sided Student test that the mean difference is below ε, in [0, 1]; null when this person has too few units.</param>
/// <param name="IsRejected">The candidate holds its own against this person, after correction for the number of people.</param>
public sealed record AnnotatorContest(
    string Name,
    int Units,
    double? Advantage,
    double? MeanDifference,
    double? PValue,
    bool IsRejected
);

/// <summary>May a grader stand in for people? The alternative annotator test.</summary>
/// <remarks>
/// <para>
/// Calderon, Reichart and Dror 2025, arXiv:2501.10970. Each person h is left out in turn. With S the share of the remaining people
/// who say the same on unit i, W^f = 1 where S(candidate) ≥ S(h) and W^h = 1 where S(h) ≥ S(candidate). A one-sided Student
/// test asks whether the mean of W^h − W^f is below ε, and the people's p-values are corrected by Benjamini and Yekutieli.
/// </para>
/// <para>
/// ε is what the candidate's lower cost is worth: the paper advises .2 for experts, .15 for skilled people and .1 for a crowd, and
/// at least three people. Units that fewer than two people rated, or that the candidate left open, are not used.
/// </para>
/// </remarks>
/// <param name="Epsilon">ε, in [0, 1).</param>
/// <param name="People">One contest per person, in the order of the table.</param>
/// <param name="WinningRate">ω: share of the tested people against whom the candidate holds its own, in [0, 1]; null when nobody could be tested.</param>
/// <param name="AdvantageProbability">ρ: mean of the tested people's <see cref="AnnotatorContest.Advantage"/>, in [0, 1]; null when nobody could be tested.</param>
/// <param name="Used">Units that at least two people and the candidate have rated.</param>
/// <param name="Total">Units in the table.</param>
public sealed record AlternativeAnnotatorTest(
    double Epsilon,
    IReadOnlyList<AnnotatorContest> People,
    double? WinningRate,
    double? AdvantageProbability,
    int Used,
    int Total
)
{
    /// <summary>Level at which false rejections are held, as in the paper.</summary>
    public const double FalseDiscoveryRate = 0.05;

    /// <summary>Units that a person needs to be tested, as the paper advises.</summary>
    public const int FewestUnits = 30;

    /// <summary>ω ≥ ½; null when nobody could be tested.</summary>
    public bool? IsPassed => WinningRate is { } rate ? rate >= 0.5 : null;

    /// <summary>Tests a candidate against people.</summary>
    /// <param name="people">What people said.</param>
    /// <param name="candidate">What the candidate said of the same units, in the same order; null where it left one open.</param>
    /// <param name="epsilon">ε, in [0, 1).</param>
    /// <param name="fewestUnits">Units a person needs to be tested, at least 2.</param>
    /// <exception cref="ArgumentException">The two do not have equally many units.</exception>
    public static AlternativeAnnotatorTest Of(
        RatingTable people,
        IReadOnlyList<int?> candidate,
        double epsilon,
        int fewestUnits = FewestUnits
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(epsilon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fewestUnits, 2);
        if (candidate.Count != people.Units.Count)
        {
            throw new ArgumentException(
                $"The candidate has {candidate.Count} units and the people have {people.Units.Count}.",
                nameof(candidate)
            );
        }

        var used = people
            .Units.Zip(candidate)
            .Where(unit => unit.Second is not null && unit.First.Count(value => value is not null) > 1)
            .Select(unit => (People: unit.First, Candidate: unit.Second!.Value))
            .ToList();
        var contests = people
            .Raters.Select((name, person) => ContestOf(name, person, used, epsilon, fewestUnits))
            .ToList();
        var limit = LargestRejected([.. contests.Select(contest => contest.PValue).OfType<double>()]);
        var corrected = contests
            .Select(contest => contest with { IsRejected = contest.PValue is { } p && p <= limit })
            .ToList();
        var tested = corrected.Where(contest => contest.PValue is not null).ToList();
        return new(
            epsilon,
            corrected,
            tested.Count == 0 ? null : (double)tested.Count(contest => contest.IsRejected) / tested.Count,
            tested.Count == 0 ? null : tested.Average(contest => contest.Advantage),
            used.Count,
            people.Units.Count
        );
    }

    private static AnnotatorContest ContestOf(
        string name,
        int person,
        List<(IReadOnlyList<int?> People, int Candidate)> units,
        double epsilon,
        int fewestUnits
    )
    {
        var n = 0;
        var candidateWins = 0;
        var personWins = 0;
        var contested = 0;
        foreach (var unit in units)
        {
            if (unit.People[person] is not { } own)
            {
                continue;
            }

            // The remaining people are the same for both, so that counts compare as shares would.
            var withCandidate = unit
                .People.Where((_, other) => other != person)
                .Count(value => value == unit.Candidate);
            var withPerson = unit.People.Where((_, other) => other != person).Count(value => value == own);
            n++;
            candidateWins += withCandidate >= withPerson ? 1 : 0;
            personWins += withPerson >= withCandidate ? 1 : 0;
            contested += withPerson != withCandidate ? 1 : 0;
        }

        var difference = personWins - candidateWins;
        return new(
            name,
            n,
            n == 0 ? null : (double)candidateWins / n,
            n == 0 ? null : (double)difference / n,
            n < fewestUnits ? null : PValueOf(n, difference, contested, epsilon),
            IsRejected: false
        );
    }

    /// <summary>P[T ≤ (d̄ − ε) / SE] with n − 1 degrees of freedom; differences are −1, 0 or 1, so that Σd² counts the contested units.</summary>
    private static double PValueOf(int n, int sum, int squares, double epsilon)
    {
        var mean = (double)sum / n;
        var spread = ((long)n * squares) - ((long)sum * sum); // n² times the variance that divides by n
        if (spread == 0)
        {
            return mean < epsilon ? 0 : 1; // all units alike: no test, but no doubt either
        }

        var error = Math.Sqrt((double)spread / n / (n - 1) / n);
        return StudentT.CDF(0, 1, n - 1, (mean - epsilon) / error);
    }

    /// <summary>Benjamini and Yekutieli 2001: the largest p(i) ≤ i·q / (m·Σ 1/j); below every p-value when there is none.</summary>
    private static double LargestRejected(double[] pValues)
    {
        Array.Sort(pValues);
        var m = pValues.Length;
        var harmonic = Enumerable.Range(1, m).Sum(rank => 1.0 / rank);
        var rejected = Array.FindLastIndex(
            [.. pValues.Select((p, place) => p <= (place + 1.0) / m * (FalseDiscoveryRate / harmonic))],
            below => below
        );
        return rejected < 0 ? -1 : pValues[rejected];
    }
}
