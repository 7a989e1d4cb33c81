using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;

namespace SkillMix.Core.Runs;

/// <summary>A frozen set that is to be graded once.</summary>
/// <param name="Set">The set.</param>
/// <param name="Spec">How it is graded. Its rounds do not matter: an occasion grades each text once.</param>
/// <param name="Prompt">The template that the spec names.</param>
/// <param name="Run">The run at whose end it is graded, which has one occasion for itself; null for an occasion of its own.</param>
public sealed record AskedAnchor(AnchorSet Set, GradingSpec Spec, PromptTemplate Prompt, Run? Run = null)
{
    /// <summary>Looks up what a person writes down.</summary>
    /// <param name="set">The set.</param>
    /// <param name="grader">Who grades it, and how.</param>
    /// <param name="folder">Where relative paths start.</param>
    /// <param name="stored">The templates of the store, for prompts named "stored:…".</param>
    /// <exception cref="InvalidDataException">There is no such prompt, or several could be meant.</exception>
    public static AskedAnchor From(
        AnchorSet set,
        GraderDesign grader,
        string folder,
        IReadOnlyList<PromptTemplate> stored
    )
    {
        var template = new NamedPrompts(folder, stored).FindGrading(grader.Prompt);
        return new(set, grader.SpecWith(template), template);
    }
}
