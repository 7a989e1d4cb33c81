namespace SkillMix.Core.Grading;

/// <summary>What can be said about one criterion of one text.</summary>
public enum VerdictState
{
    /// <summary>The point was earned.</summary>
    Met = 1,

    /// <summary>The point was not earned.</summary>
    NotMet = 2,

    /// <summary>Between 0 and 1 point was given; the value is kept in <see cref="Verdict.Points"/>.</summary>
    Partial = 3,

    /// <summary>The reply does not say, or says it in a way that cannot be read. Never a zero.</summary>
    Unreadable = 4,

    /// <summary>The grader declined to grade.</summary>
    Refused = 5,

    /// <summary>The request itself failed.</summary>
    Failed = 6,
}

/// <summary>One grader's word on one criterion.</summary>
/// <param name="Criterion">What was judged.</param>
/// <param name="State">What was said.</param>
/// <param name="Points">Points read, in [0, 1]; null unless the state is met, not met or partial.</param>
/// <param name="Rationale">Why, where the reply ties a reason to this criterion.</param>
/// <param name="Evidence">Words of the text that the grader quotes for this criterion; several quotations are joined by <see cref="EvidenceFinder.Between"/>.</param>
public sealed record Verdict(
    Criterion Criterion,
    VerdictState State,
    double? Points = null,
    string? Rationale = null,
    string? Evidence = null
)
{
    /// <summary>The verdict for a number of points: 1 is met, 0 is not met, between is partial, anything else is unreadable.</summary>
    public static Verdict FromPoints(
        Criterion criterion,
        double? points,
        string? rationale = null,
        string? evidence = null
    ) =>
        points switch
        {
            1.0 => new(criterion, VerdictState.Met, 1, rationale, evidence),
            0.0 => new(criterion, VerdictState.NotMet, 0, rationale, evidence),
            > 0.0 and < 1.0 => new(criterion, VerdictState.Partial, points, rationale, evidence),
            _ => new(criterion, VerdictState.Unreadable, null, rationale, evidence),
        };
}
