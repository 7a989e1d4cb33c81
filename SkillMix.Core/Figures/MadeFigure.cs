namespace SkillMix.Core.Figures;

/// <summary>A figure with what has to be said beside it.</summary>
/// <param name="Spec">What was asked, as it was asked.</param>
/// <param name="Choices">The same choices with everything filled in that was left open.</param>
/// <param name="Lint">What a reader must know, one sentence each; put it into the caption.</param>
/// <param name="Caption">What the numbers rest on, in sentences.</param>
public sealed record MadeFigure(
    FigureSpec Spec,
    MeasureChoices Choices,
    Figure Figure,
    IReadOnlyList<string> Lint,
    string Caption
);
