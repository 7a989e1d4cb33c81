namespace SkillMix.Core.Metrics;

/// <summary>One unit as the graders see it and, where people were asked, as people see it.</summary>
/// <remarks>
/// Panel and label must be the same functional of the same texts: the best of all generations of a tuple, say, on both sides.
/// </remarks>
/// <param name="Unit">Names the unit.</param>
/// <param name="Panel">f, the graders' verdict; null where it stays undecided.</param>
/// <param name="IsSplit">Whether the graders are not unanimous.</param>
/// <param name="Probability">π, the chance the unit had of being drawn, in (0, 1]; null for a unit picked by hand.</param>
/// <param name="IsDrawn">ξ, whether it was drawn for labelling.</param>
/// <param name="Label">Y, people's verdict; null where there is none. Of a unit that was not drawn it plays no part.</param>
public sealed record LabelledUnit(
    string Unit,
    bool? Panel,
    bool IsSplit,
    double? Probability,
    bool IsDrawn,
    bool? Label
);
