namespace SkillMix.Core.Grading;

/// <summary>What is odd about a grader's reply. Several can hold at once.</summary>
[Flags]
public enum GradeDefect
{
    None = 0,

    /// <summary>The reply is empty.</summary>
    Empty = 1,

    /// <summary>Nothing in the reply could be read as a table, or as items, of points.</summary>
    NoTable = 2,

    /// <summary>The reply breaks off.</summary>
    Truncated = 4,

    /// <summary>The grader was not told the criteria; what it made up instead is no grading.</summary>
    NoRubric = 8,

    /// <summary>At least one criterion has no row or item.</summary>
    MissingRows = 16,

    /// <summary>All criteria were read, and the total stated by the grader is not their sum.</summary>
    TotalDisagrees = 32,

    /// <summary>The grader declined to grade.</summary>
    Refused = 64,

    /// <summary>One criterion was given different points in different places, or under another criterion's name.</summary>
    Conflicting = 128,

    /// <summary>Points that also stand in the graded text were set aside: a text must not grade itself.</summary>
    QuotesText = 256,

    /// <summary>A row holds something that is no number of points in [0, 1].</summary>
    IllegiblePoints = 512,

    /// <summary>The end marker of a structured grading is missing or is not its verdicts: no criterion is read.</summary>
    EndDisagrees = 1024,
}

/// <summary>A grader's reply, read.</summary>
/// <param name="Verdicts">Always k + 3, in the rubric's order; unreadable where the reply does not say.</param>
/// <param name="StatedTotal">The sum the grader states itself; null where it states none. Graders are unreliable at it.</param>
/// <param name="Explanation">What the grader says about the whole text; null where it says nothing.</param>
/// <param name="Defects">What is odd about the reply.</param>
public sealed record GradeReply(
    IReadOnlyList<Verdict> Verdicts,
    double? StatedTotal,
    string? Explanation,
    GradeDefect Defects
)
{
    /// <summary>A reply from which no criterion could be read.</summary>
    public static GradeReply Unreadable(Rubric rubric, GradeDefect defects, string? explanation = null) =>
        new(All(rubric, VerdictState.Unreadable), null, explanation, defects);

    /// <summary>A reply in which the grader declined to grade.</summary>
    public static GradeReply Refusal(Rubric rubric, string explanation) =>
        new(All(rubric, VerdictState.Refused), null, explanation, GradeDefect.Refused);

    /// <summary>No reply at all: the request failed.</summary>
    public static GradeReply Failure(Rubric rubric) =>
        new(All(rubric, VerdictState.Failed), null, null, GradeDefect.Empty);

    /// <summary>The same reply when its prompt held no rubric: every criterion is unreadable, whatever the grader made up.</summary>
    public GradeReply WithoutRubric() =>
        this with
        {
            Verdicts = [.. Verdicts.Select(verdict => verdict with { State = VerdictState.Unreadable, Points = null })],
            Defects = Defects | GradeDefect.NoRubric,
        };

    private static IReadOnlyList<Verdict> All(Rubric rubric, VerdictState state) =>
        [.. rubric.Criteria.Select(criterion => new Verdict(criterion, state))];
}
