using SkillMix.Core.Catalogue;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Rehearsal;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>A whole study made by rehearsal models: simulated, and named so wherever it appears.</summary>
/// <remarks>
/// A base model, its null twin (the same rates, other luck) and three tuned ones, on training, held-out and all skills,
/// k = 2 … 5, three texts per tuple, three graders of different strictness. It goes through the real prompts, pipeline and readers.
/// </remarks>
/// <param name="Tuples">Tuples per setting and k.</param>
/// <param name="GradingRounds">Gradings per text and grader.</param>
public sealed record SampleStudy(int Tuples = 32, int GradingRounds = 1)
{
    /// <summary>Name of the study and of its run.</summary>
    public const string Name = "Sample study (simulated)";

    /// <summary>Raised whenever the study comes out differently: a store made by an older one is left alone.</summary>
    public const int Version = 4;

    private static readonly Setting[] Settings = [Setting.Train, Setting.HeldOut, Setting.All];
    private static readonly int[] Ks = [2, 3, 4, 5];

    /// <summary>How many texts the study holds.</summary>
    public int Texts => Settings.Length * Ks.Length * Tuples * RehearsalModels.Students.Count * Rounds;

    private const int Rounds = 3;

    /// <summary>Makes the study, or goes on with one that was stopped.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="progress">Told after each commit; null for nobody.</param>
    public async Task MakeAsync(IRunStore store, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var catalogue = OpenCatalogue.Load();
        var split = DefaultSplit.Of(catalogue);
        var prompts = new PromptLibrary();
        var samples = (
            from setting in Settings
            from k in Ks
            select TupleSampler.Draw(
                SamplingSpec.For(catalogue, split, setting, k, Tuples, 10, SamplingMode.Balanced, "sample"),
                catalogue,
                split
            )
        ).ToList();
        var spec = new RunSpec(
            Name,
            [.. samples.Select(sample => sample.Spec)],
            [.. RehearsalModels.Students.Select(model => model.Name)],
            new GenerationSpec(prompts.Get(PromptLibrary.Write).Hash, prompts.Get(PromptLibrary.Revise).Hash, Rounds),
            [
                .. RehearsalModels.Graders.Select(grader => new GradingSpec(
                    grader.Name,
                    prompts.Get(PromptLibrary.GradeTable).Hash,
                    Rounds: GradingRounds
                )),
            ]
        );

        await store.KeepCatalogueAsync(catalogue, cancellationToken);
        await store.KeepSplitAsync(split, cancellationToken);
        foreach (var name in new[] { PromptLibrary.Write, PromptLibrary.Revise, PromptLibrary.GradeTable })
        {
            await store.KeepPromptAsync(prompts.Get(name), cancellationToken);
        }

        foreach (var model in RehearsalModels.Students.Concat(RehearsalModels.Graders))
        {
            await store.KeepModelAsync(model, cancellationToken);
        }

        foreach (var sample in samples)
        {
            await store.KeepSampleAsync(sample, cancellationToken);
        }

        foreach (var grading in spec.Gradings)
        {
            await store.KeepGradingSpecAsync(grading, cancellationToken);
        }

        var run = await store.OpenRunAsync(
            new NewRun(
                Name,
                Name,
                RunOrigin.Rehearsal,
                null,
                spec.Hash,
                spec.ToJson(),
                ProtocolRecipe.OfTexts(
                    spec.Samples[0],
                    prompts.Get(PromptLibrary.Write),
                    prompts.Get(PromptLibrary.Revise),
                    spec.Generation,
                    isSimulated: true
                )
            ),
            cancellationToken
        );
        await new RunPipeline(store, name => RehearsalModels.Create(name), prompts).ExecuteAsync(
            run,
            spec,
            samples,
            Math.Max(1, Environment.ProcessorCount),
            progress,
            cancellationToken
        );
    }
}
