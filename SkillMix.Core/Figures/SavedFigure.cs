namespace SkillMix.Core.Figures;

/// <summary>A figure that somebody named to come back to.</summary>
/// <param name="Spec">What it is; null where this version of the program cannot read it.</param>
/// <param name="Problem">Why it cannot be read, in a sentence; null where it can.</param>
/// <param name="Drawn">What it showed when it was last kept.</param>
/// <param name="Note">What was different then from the time before, one sentence for each value; none for nothing.</param>
/// <param name="Created">When it was named.</param>
/// <param name="Made">When it was last kept.</param>
public sealed record SavedFigure(
    Guid Id,
    string Name,
    FigureSpec? Spec,
    string? Problem,
    IReadOnlyList<DrawnValue> Drawn,
    IReadOnlyList<string> Note,
    DateTimeOffset Created,
    DateTimeOffset Made
);
