using SkillMix.Core.Grading;

namespace SkillMix.Core.Annotation;

/// <summary>What one person has done in a queue.</summary>
/// <param name="Completed">Items completed.</param>
/// <param name="Skipped">Items skipped and not taken up again.</param>
/// <param name="Decisions">Verdicts that hold.</param>
/// <param name="Time">On completed items.</param>
/// <param name="Last">When this person last did something.</param>
public sealed record PersonProgress(
    Annotator Annotator,
    int Completed,
    int Skipped,
    int Decisions,
    TimeSpan Time,
    DateTimeOffset Last
)
{
    /// <summary>Minutes per completed item; null where there is none.</summary>
    public double? MinutesPerItem => Completed == 0 ? null : Time.TotalMinutes / Completed;
}

/// <summary>A queue as lists show it.</summary>
/// <param name="Pool">Units it was chosen from.</param>
/// <param name="Items">Units that are to be labelled.</param>
/// <param name="Labels">Labels wanted over all items.</param>
/// <param name="Done">Labels there are, each a completed item of one person; not more than wanted for each item.</param>
/// <param name="Disputed">Items with a criterion on which people differ and that nobody has settled.</param>
/// <param name="IsSimulated">Some unit of the pool is simulated.</param>
/// <param name="Frozen">The graders and options that the panel's verdicts were made under, in words.</param>
/// <param name="Counted">Kinds of criteria that the program counts and that people are not asked for.</param>
public sealed record QueueSummary(
    Guid Id,
    QueueSpec Spec,
    DateTimeOffset Created,
    int Pool,
    int Items,
    int Labels,
    int Done,
    int Disputed,
    bool IsSimulated,
    string Frozen,
    IReadOnlyList<CriterionKind> Counted,
    IReadOnlyList<PersonProgress> People
)
{
    /// <summary>Whether its labels can correct a rate.</summary>
    public bool IsProbability => Spec.Selection == QueueSelection.Probability;
}
