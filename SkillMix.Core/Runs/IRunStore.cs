using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>What a run needs of a store. Keeping a thing twice is the same as keeping it once.</summary>
public interface IRunStore
{
    Task KeepCatalogueAsync(SkillCatalogue catalogue, CancellationToken cancellationToken);

    Task KeepSplitAsync(Split split, CancellationToken cancellationToken);

    Task KeepPromptAsync(PromptTemplate prompt, CancellationToken cancellationToken);

    /// <summary>All templates that the store holds, the oldest first; a published one bears its title.</summary>
    Task<IReadOnlyList<PromptTemplate>> PromptsAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a model. What it was tuned from and on is added where it was not known before, and never replaced.</summary>
    Task KeepModelAsync(StudyModel model, CancellationToken cancellationToken);

    Task KeepSampleAsync(TupleSample sample, CancellationToken cancellationToken);

    Task KeepGradingSpecAsync(GradingSpec spec, CancellationToken cancellationToken);

    /// <summary>Opens the run of a spec in a study, and makes both where they are not there yet.</summary>
    Task<Run> OpenRunAsync(NewRun run, CancellationToken cancellationToken);

    /// <summary>Keeps generations and gradings in one transaction. What is there already stays as it is.</summary>
    /// <returns>How many rows are new.</returns>
    /// <exception cref="KeyNotFoundException">A grading is of a generation, or a spec, that the store does not hold.</exception>
    Task<CommitCounts> CommitAsync(
        Run run,
        IReadOnlyList<WrittenGeneration> generations,
        IReadOnlyList<GivenGrading> gradings,
        CancellationToken cancellationToken
    );

    /// <summary>Brings up to date what compares generations on the tuples of a run with each other, once a batch of work is done.</summary>
    Task SettleAsync(Run run, CancellationToken cancellationToken);

    Task SetStateAsync(Run run, RunState state, CancellationToken cancellationToken);

    /// <summary>Keys of the generations that a run holds, those whose request failed apart.</summary>
    Task<IReadOnlySet<GenerationKey>> GenerationsDoneAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Texts of a run, empty and refused ones apart, that some of these gradings have not been given yet.</summary>
    /// <param name="run">The run.</param>
    /// <param name="specs">What is wanted, with its rounds.</param>
    Task<IReadOnlyList<UngradedText>> UngradedAsync(
        Run run,
        IReadOnlyList<GradingSpec> specs,
        CancellationToken cancellationToken
    );

    /// <summary>What was asked of a run.</summary>
    /// <exception cref="InvalidDataException">The run was imported: it was not asked here.</exception>
    Task<AskedRun> AskedAsync(Run run, CancellationToken cancellationToken);

    Task<IReadOnlyList<Run>> RunsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<StudyModel>> ModelsAsync(CancellationToken cancellationToken);

    /// <summary>All gradings, as the input of metrics.</summary>
    Task<PointTable> PointsAsync(CancellationToken cancellationToken);

    Task KeepPublishedAsync(IReadOnlyList<PublishedPoint> points, CancellationToken cancellationToken);

    Task<IReadOnlyList<PublishedPoint>> PublishedAsync(CancellationToken cancellationToken);

    /// <summary>A text that changes whenever generations or gradings are added, for caches.</summary>
    Task<string> VersionAsync(CancellationToken cancellationToken);
}

/// <summary>How many rows a commit added.</summary>
public readonly record struct CommitCounts(int Generations, int Gradings);
