using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;

namespace SkillMix.Core.Runs;

/// <summary>Opens a prepared run in a store, with everything it refers to, and does it.</summary>
/// <param name="store">Where it is kept.</param>
/// <param name="models">Who is asked.</param>
public sealed class RunBook(IRunStore store, IModelDirectory models)
{
    /// <summary>Opens the run: the same design is the same run, whoever asks and however often.</summary>
    /// <exception cref="ArgumentException">The store holds no anchors of a name that the design names.</exception>
    public async Task<Run> OpenAsync(PreparedRun prepared, CancellationToken cancellationToken)
    {
        foreach (var name in prepared.Design.Anchors)
        {
            // Said now: at the end of the run it would be too late.
            await store.Anchors.FindAsync(name, cancellationToken);
        }

        var spec = prepared.Spec;
        await store.KeepCatalogueAsync(prepared.Catalogue, cancellationToken);
        if (prepared.Split is not null)
        {
            await store.KeepSplitAsync(prepared.Split, cancellationToken);
        }

        var used = new[] { spec.Generation.WritePrompt, spec.Generation.RevisePrompt }
            .Concat(spec.Gradings.Select(grading => grading.Prompt))
            .OfType<string>()
            .ToHashSet();
        foreach (
            var template in prepared
                .Prompts.All.Where(template => used.Contains(template.Hash))
                .DistinctBy(template => template.Hash)
        )
        {
            await store.KeepPromptAsync(template, cancellationToken);
        }

        foreach (
            var name in WithBases(spec.Students.Concat(spec.Gradings.Select(grading => grading.Grader)).Distinct())
        )
        {
            await store.KeepModelAsync(models.Describe(name), cancellationToken);
        }

        foreach (var sample in prepared.Samples)
        {
            await store.KeepSampleAsync(sample, cancellationToken);
        }

        foreach (var grading in spec.Gradings)
        {
            await store.KeepGradingSpecAsync(grading, cancellationToken);
        }

        var isSimulated = spec.Students.Any(student => models.Describe(student).IsSimulated);
        return await store.OpenRunAsync(
            new NewRun(
                prepared.Design.Study,
                spec.Name,
                isSimulated ? RunOrigin.Rehearsal : RunOrigin.Own,
                null,
                spec.Hash,
                spec.ToJson(),
                ProtocolRecipe.OfTexts(
                    spec.Samples[0],
                    prepared.Prompts.All.FirstOrDefault(template => template.Hash == spec.Generation.WritePrompt),
                    prepared.Prompts.All.FirstOrDefault(template => template.Hash == spec.Generation.RevisePrompt),
                    spec.Generation,
                    isSimulated
                )
            ),
            cancellationToken
        );
    }

    /// <summary>Asks for gradings of a run beyond those of its spec, and keeps everything they refer to.</summary>
    /// <param name="run">The run, which may be an imported one.</param>
    /// <param name="spec">What is wanted.</param>
    /// <param name="prompt">The template of its prompt.</param>
    public async Task AskForGradingsAsync(
        Run run,
        GradingSpec spec,
        PromptTemplate prompt,
        CancellationToken cancellationToken
    )
    {
        await store.KeepPromptAsync(prompt, cancellationToken);
        foreach (var name in WithBases([spec.Grader]))
        {
            await store.KeepModelAsync(models.Describe(name), cancellationToken);
        }

        await store.KeepGradingSpecAsync(spec, cancellationToken);
        await store.AskForGradingsAsync(run, spec, cancellationToken);
    }

    /// <summary>Opens the run and works on it until nothing is left.</summary>
    /// <returns>The run, and how the work on it ended.</returns>
    public async Task<(Run Run, RunOutcome Outcome)> DoAsync(
        PreparedRun prepared,
        RunTerms terms,
        RunPipeline pipeline,
        IProgress<RunProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var run = await OpenAsync(prepared, cancellationToken);
        var asked = await store.AskedAsync(run, cancellationToken);
        return (run, await pipeline.ExecuteAsync(asked, terms, progress, cancellationToken));
    }

    /// <summary>Names with the models they were tuned from before them.</summary>
    private IEnumerable<string> WithBases(IEnumerable<string> names)
    {
        var seen = new HashSet<string>();
        return names.SelectMany(Chain);

        IEnumerable<string> Chain(string name)
        {
            if (!seen.Add(name))
            {
                return [];
            }

            return models.Describe(name).BaseModel is { } baseModel ? [.. Chain(baseModel), name] : [name];
        }
    }
}
