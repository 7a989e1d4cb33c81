using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>A design with everything looked up: what a pipeline needs.</summary>
/// <param name="Design">As it was written.</param>
/// <param name="Catalogue">The catalogue it draws from.</param>
/// <param name="Split">The sides it draws from; null where only all skills are asked.</param>
/// <param name="Samples">The tuples, one sample for each setting and k.</param>
/// <param name="Prompts">A library that holds its templates.</param>
/// <param name="Spec">What is asked, hashed.</param>
public sealed record PreparedRun(
    RunDesign Design,
    SkillCatalogue Catalogue,
    Split? Split,
    IReadOnlyList<TupleSample> Samples,
    PromptLibrary Prompts,
    RunSpec Spec
)
{
    /// <summary>The terms that the design writes down.</summary>
    public RunTerms Terms =>
        new(Design.Pace, Design.Budget, Anchors: Design.Anchors.Count == 0 ? null : Design.Anchors);

    /// <summary>Texts asked for.</summary>
    public int Texts => RunPlan.Count(Spec, Samples);

    /// <summary>Requests to students: one per text and turn.</summary>
    public int GenerationRequests => Texts * (Spec.Generation.RevisePrompt is null ? 1 : 2);

    /// <summary>Requests to graders, if no text is empty.</summary>
    public int GradingRequests => Texts * Spec.Gradings.Sum(grading => grading.Rounds);

    /// <summary>Looks everything up that a design names.</summary>
    /// <param name="design">The design.</param>
    /// <param name="folder">Where relative paths in it start.</param>
    /// <param name="stored">The templates of the store, for prompts named "stored:…"; null where there is no store.</param>
    /// <exception cref="ArgumentException">A sample cannot be drawn as asked.</exception>
    /// <exception cref="InvalidDataException">
    /// A file it names is missing, or is no catalogue or template; or the store holds no such prompt, or several.
    /// </exception>
    public static PreparedRun From(RunDesign design, string folder, IReadOnlyList<PromptTemplate>? stored = null)
    {
        var catalogue =
            design.Catalogue == OpenCatalogue.Name
                ? OpenCatalogue.Load()
                : CatalogueReader.ReadFolder(Path.Combine(folder, design.Catalogue));
        var split =
            design.Picked.Count > 0 || design.Settings.All(setting => setting == Setting.All)
                ? null
                : DefaultSplit.Of(catalogue);
        var samples =
            design.Picked.Count > 0 ? TupleSample.Picked(catalogue, design.Picked) : Draw(design, catalogue, split);
        var prompts = new NamedPrompts(folder, stored ?? []);
        var write = prompts.Find(design.WritePrompt, PromptKind.GenerationWrite);
        var revise = design.RevisePrompt is { } named ? prompts.Find(named, PromptKind.GenerationRevise) : null;
        var graders = design.Graders.Select(grader => grader.Prepare(folder, stored ?? [])).ToList();
        var spec = new RunSpec(
            design.Name,
            [.. samples.Select(sample => sample.Spec)],
            design.Students,
            new GenerationSpec(
                write.Hash,
                revise?.Hash,
                design.Rounds,
                design.Temperature,
                design.MaxTokens,
                design.SystemPrompt,
                design.TopP,
                design.RepetitionPenalty
            ),
            [.. graders.Select(grader => grader.Spec)]
        )
        {
            EarlyStop = design.EarlyStop,
        };
        var own = new[] { write, revise }.OfType<PromptTemplate>().Concat(graders.Select(grader => grader.Prompt));
        return new(design, catalogue, split, samples, new PromptLibrary(own), spec);
    }

    /// <summary>The same under another name, which makes it another run.</summary>
    public PreparedRun Named(string name) =>
        this with
        {
            Design = Design with { Name = name },
            Spec = Spec with { Name = name },
        };

    private static List<TupleSample> Draw(RunDesign design, SkillCatalogue catalogue, Split? split) =>
        [
            .. from setting in design.Settings
            from k in design.Ks
            let sampling = SamplingSpec.For(
                catalogue,
                split,
                setting,
                k,
                design.Tuples,
                design.Seed,
                design.Mode,
                design.SampleName
            ) with
            {
                Without = design.Without,
            }
            select TupleSampler.Draw(sampling, catalogue, setting == Setting.All ? null : split),
        ];
}
