using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>What was asked of a run, whole, as the store holds it: enough to go on with it without any file.</summary>
/// <param name="Run">The run.</param>
/// <param name="Spec">What was asked.</param>
/// <param name="Samples">The tuples of <see cref="RunSpec.Samples"/>, in the same order.</param>
/// <param name="Prompts">A library that holds its templates.</param>
/// <param name="Catalogue">The catalogue the tuples were drawn from.</param>
/// <param name="Later">Gradings that were asked for afterwards.</param>
public sealed record AskedRun(
    Run Run,
    RunSpec Spec,
    IReadOnlyList<TupleSample> Samples,
    PromptLibrary Prompts,
    SkillCatalogue Catalogue,
    IReadOnlyList<GradingSpec> Later
)
{
    private bool _isGradingOnly;

    /// <summary>Texts are written. Those of an imported run are there, and can only be graded again.</summary>
    /// <remarks>Where none are, the work changes neither the state of the run nor its terms: gradings alone finish and fail no run.</remarks>
    public bool WritesTexts => Run.Origin != RunOrigin.Imported && !_isGradingOnly;

    /// <summary>Every model that is asked.</summary>
    public IEnumerable<string> Models =>
        (WritesTexts ? Spec.Students : []).Concat(Gradings.Select(grading => grading.Grader)).Distinct();

    /// <summary>The same with the longest reply that each is asked for.</summary>
    public IEnumerable<(string Model, int? MostTokens)> ModelsWithTokens =>
        (WritesTexts ? Spec.Students : [])
            .Select(student => (student, Spec.Generation.MaxTokens))
            .Concat(Gradings.Select(grading => (grading.Grader, grading.MaxTokens)));

    /// <summary>Every grading that is wanted: of one grading spec, as many rounds as were ever asked for.</summary>
    public IReadOnlyList<GradingSpec> Gradings { get; } =
    [.. Spec.Gradings.Concat(Later).GroupBy(spec => spec.Id).Select(same => same.MaxBy(spec => spec.Rounds)!)];

    /// <summary>The same run, where only these gradings of the texts that are there are wanted.</summary>
    public AskedRun Only(IReadOnlyList<GradingSpec> gradings) =>
        new(Run, Spec with { Gradings = [], EarlyStop = EarlyStop.None }, Samples, Prompts, Catalogue, gradings)
        {
            _isGradingOnly = true,
        };
}
