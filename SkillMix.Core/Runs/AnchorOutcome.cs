namespace SkillMix.Core.Runs;

/// <summary>How the grading of a frozen set ended.</summary>
/// <param name="Occasion">Its number, from 1.</param>
/// <param name="Reached">Texts graded, texts of the set, and requests of this occasion that failed for good; they are not asked again.</param>
/// <param name="IsComplete">Every text has a grading or a failure. If not, grading the set again goes on with the same occasion.</param>
/// <param name="Note">Why it is not complete, in one sentence; null where it is, or was to pause.</param>
/// <param name="IsBudgetReached">The next request could have gone over the budget.</param>
public sealed record AnchorOutcome(
    int Occasion,
    RunProgress Reached,
    bool IsComplete,
    string? Note = null,
    bool IsBudgetReached = false
);
