namespace SkillMix.Dashboard.Pages.Anchors;

/// <summary>What the Anchors page shows.</summary>
/// <param name="Set">Name of the set; null for the first.</param>
/// <param name="GradingSpec">First characters of the identity of the grading spec; null for the first that graded the set.</param>
/// <param name="From">Number of the earlier occasion; null for the first.</param>
/// <param name="To">Number of the later one; null for the last.</param>
/// <param name="Flips">The line of the table whose flips are listed, for instance "skill"; null for none.</param>
/// <param name="ShowsLost">Flips from met to not met are listed; else those the other way.</param>
public sealed record AnchorsView(
    string? Set = null,
    string? GradingSpec = null,
    int? From = null,
    int? To = null,
    string? Flips = null,
    bool ShowsLost = true
);
