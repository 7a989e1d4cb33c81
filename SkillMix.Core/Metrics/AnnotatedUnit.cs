using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Metrics;

/// <summary>A unit of the pool that a queue was chosen from.</summary>
/// <param name="Name">Names the unit in the queue.</param>
/// <param name="Panel">f, full marks of its best text by the panel, as it was when the queue was made; null where undecided.</param>
/// <param name="Uncertainty">u in [0, 1].</param>
/// <param name="Probability">π; null where the queue was not drawn by chance.</param>
/// <param name="Item">The item it became; null where it was not drawn.</param>
public sealed record AnnotatedUnit(
    string Name,
    string Student,
    Setting Setting,
    int K,
    bool IsSimulated,
    bool? Panel,
    double Uncertainty,
    double? Probability,
    Guid? Item
);
