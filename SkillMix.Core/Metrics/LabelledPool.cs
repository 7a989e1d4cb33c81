using SkillMix.Core.Annotation;

namespace SkillMix.Core.Metrics;

/// <summary>A queue with its whole pool and everything that people said.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Spec">What was asked.</param>
/// <param name="Panel">The graders and options that it froze.</param>
/// <param name="Units">All units of the pool, drawn or not.</param>
/// <param name="Texts">The texts of the drawn units, labelled or not.</param>
public sealed record LabelledPool(
    Guid Id,
    QueueSpec Spec,
    PanelSpec Panel,
    IReadOnlyList<AnnotatedUnit> Units,
    IReadOnlyList<AnnotatedText> Texts
)
{
    /// <summary>Every unit as the calibrated rate takes it: with people's label on it, by the same functional as the graders' verdict.</summary>
    /// <remarks>An item whose texts are not in the store any more has no label.</remarks>
    public IReadOnlyList<(AnnotatedUnit Unit, LabelledUnit Labelled)> Labelled()
    {
        var texts = Texts.ToLookup(text => text.Item);
        return
        [
            .. Units.Select(unit =>
                (
                    unit,
                    new LabelledUnit(
                        unit.Name,
                        unit.Panel,
                        unit.Uncertainty > 0,
                        unit.Probability,
                        unit.Item is not null,
                        unit.Item is { } item && texts.Contains(item)
                            ? TextVerdict.Best(texts[item].Select(text => text.People(Panel.Options)))
                            : null
                    )
                )
            ),
        ];
    }
}
