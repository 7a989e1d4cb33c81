using SkillMix.Core.Catalogue;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>What was asked of a run, whole, as the store holds it: enough to go on with it without any file.</summary>
/// <param name="Run">The run.</param>
/// <param name="Spec">What was asked.</param>
/// <param name="Samples">The tuples of <see cref="RunSpec.Samples"/>, in the same order.</param>
/// <param name="Prompts">A library that holds its templates.</param>
/// <param name="Catalogue">The catalogue the tuples were drawn from.</param>
public sealed record AskedRun(
    Run Run,
    RunSpec Spec,
    IReadOnlyList<TupleSample> Samples,
    PromptLibrary Prompts,
    SkillCatalogue Catalogue
);
