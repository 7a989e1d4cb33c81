using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;

namespace SkillMix.Core.Runs;

/// <summary>A grader as a person writes it down.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Prompt">Name of a built-in grading template, "stored:…" for one that the store holds, or the path of one's own.</param>
/// <param name="Rounds">Gradings per text, ≥ 1.</param>
/// <param name="Temperature">In [0, 2]; null leaves it to the provider.</param>
/// <param name="MaxTokens">Most new tokens of a reply, ≥ 1; null leaves it to the provider.</param>
public sealed record GraderDesign(
    string Model,
    string Prompt = PromptLibrary.GradeTable,
    int Rounds = 1,
    double? Temperature = null,
    int? MaxTokens = null
)
{
    /// <summary>Looks its prompt up.</summary>
    /// <param name="folder">Where a relative path starts.</param>
    /// <param name="stored">The templates of the store.</param>
    /// <exception cref="InvalidDataException">There is no such prompt, or there are several, or it is for something else.</exception>
    public (GradingSpec Spec, PromptTemplate Prompt) Prepare(string folder, IReadOnlyList<PromptTemplate> stored)
    {
        var template = new NamedPrompts(folder, stored).FindGrading(Prompt);
        return (SpecWith(template), template);
    }

    /// <summary>What it asks, with its prompt looked up.</summary>
    internal GradingSpec SpecWith(PromptTemplate template) =>
        new(Model, template.Hash, template.ReaderKey, template.ReaderKey, Rounds, Temperature, MaxTokens);
}
