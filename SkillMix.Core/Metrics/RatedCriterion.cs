using SkillMix.Core.Annotation;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>One criterion of one judged text with what everybody says of it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Position">The criterion's place in the rubric.</param>
/// <param name="Item">Number of the item it was judged in: criteria of one item are not independent.</param>
/// <param name="Verdicts">Of each rater, in their order: met or not met; null where it was left out, unsure or unreadable.</param>
/// <param name="People">Of people together: adjudicated, else by strict majority; null where neither decides.</param>
public sealed record RatedCriterion(
    AnnotatedText Text,
    int Position,
    int Item,
    IReadOnlyList<bool?> Verdicts,
    bool? People
)
{
    public CriterionKind Kind => Text.KindAt(Position);

    /// <summary>The skill's name; the kind's where it is none.</summary>
    public string Name => Kind == CriterionKind.Skill ? Text.Skills[Position] : AnnotationWords.Of(Kind);

    /// <summary>What people decided, each with note and sight.</summary>
    public IReadOnlyList<Decision> Decisions =>
        Text.Verdicts.FirstOrDefault(verdict => verdict.Criterion.Position == Position)?.People ?? [];
}
