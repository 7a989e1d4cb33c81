namespace SkillMix.Core.Metrics;

/// <summary>Whether a grader may stand in for people, or why that cannot be said yet.</summary>
/// <param name="Grader">The grader.</param>
/// <param name="Test">The alternative annotator test over the criteria, people in their order; null where there are too few people.</param>
/// <param name="WhyNot">Why there is no answer; null where there is one.</param>
public sealed record StandIn(Rater Grader, AlternativeAnnotatorTest? Test, string? WhyNot)
{
    /// <summary>People that the test asks for.</summary>
    public const int FewestPeople = 3;

    /// <summary>ε for skilled people.</summary>
    public const double UsualEpsilon = 0.15;

    /// <summary>ε for experts, skilled people and a crowd.</summary>
    public static IReadOnlyList<double> Epsilons { get; } = [0.2, UsualEpsilon, 0.1];

    /// <summary>Whether the grader may; null where that cannot be said.</summary>
    public bool? IsPassed => WhyNot is null ? Test?.IsPassed : null;

    /// <summary>Tests each grader.</summary>
    /// <param name="criteria">What people and graders said.</param>
    /// <param name="epsilon">ε, in [0, 1).</param>
    public static IReadOnlyList<StandIn> Of(RatedCriteria criteria, double epsilon) =>
        [.. criteria.Graders.Select(grader => Of(criteria, grader, epsilon))];

    private static StandIn Of(RatedCriteria criteria, int grader, double epsilon)
    {
        var people = criteria.People;
        if (people.Count < FewestPeople)
        {
            var there = people.Count switch
            {
                0 => "nobody has judged anything",
                1 => "there is 1",
                _ => FormattableString.Invariant($"there are {people.Count}"),
            };
            return new(
                criteria.Raters[grader],
                null,
                FormattableString.Invariant($"It asks for {FewestPeople} people or more, and {there}.")
            );
        }

        var test = AlternativeAnnotatorTest.Of(
            criteria.TableOf(people),
            [.. criteria.Criteria.Select(one => one.Verdicts[grader] is { } met ? (met ? 1 : 0) : (int?)null)],
            epsilon
        );
        var tested = test.People.Count(contest => contest.PValue is not null);
        return new(
            criteria.Raters[grader],
            test,
            tested >= FewestPeople
                ? null
                : FormattableString.Invariant(
                    $"It asks for {FewestPeople} people with {AlternativeAnnotatorTest.FewestUnits} criteria or more each that another person and this grader judged, too; {(tested == 0 ? "nobody has" : $"only {tested} {(tested == 1 ? "has" : "have")}")} as many."
                )
        );
    }
}
