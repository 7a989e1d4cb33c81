namespace SkillMix.Core.Runs;

/// <summary>How the work on a run ended.</summary>
/// <param name="Reached">How far it came.</param>
/// <param name="State">Finished, or paused.</param>
/// <param name="Note">Why it paused, or what it left out, in one sentence; null for nothing.</param>
/// <param name="IsBudgetReached">It paused because the next request could have gone over the budget.</param>
public sealed record RunOutcome(RunProgress Reached, RunState State, string? Note = null, bool IsBudgetReached = false);
