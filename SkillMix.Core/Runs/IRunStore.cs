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
    /// <summary>Its frozen sets of texts.</summary>
    IAnchorBook Anchors { get; }

    Task KeepCatalogueAsync(SkillCatalogue catalogue, CancellationToken cancellationToken);

    Task KeepSplitAsync(Split split, CancellationToken cancellationToken);

    Task KeepPromptAsync(PromptTemplate prompt, CancellationToken cancellationToken);

    /// <summary>All templates that the store holds, the oldest first; a published one bears its title.</summary>
    Task<IReadOnlyList<PromptTemplate>> PromptsAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a model. What it was tuned from and on, and who filtered that, is added where it was not known before, and never replaced.</summary>
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

    /// <param name="note">Why, in one sentence; null for nothing to say.</param>
    Task SetStateAsync(Run run, RunState state, string? note, CancellationToken cancellationToken);

    /// <summary>Takes a run to work on it.</summary>
    /// <param name="terms">It is marked as running on these terms; null leaves its state and its terms as they are.</param>
    /// <exception cref="RunHeldException">Another process works on it.</exception>
    Task TakeAsync(Run run, RunHolder holder, RunTerms? terms, CancellationToken cancellationToken);

    /// <summary>Says that the holder is still at work.</summary>
    /// <returns>False where somebody else has taken the run meanwhile.</returns>
    Task<bool> HoldAsync(Run run, RunHolder holder, CancellationToken cancellationToken);

    /// <summary>Lets go of a run; nothing happens where somebody else has taken it.</summary>
    Task ReleaseAsync(Run run, RunHolder holder);

    /// <summary>The log of a run's replies.</summary>
    /// <param name="reuse">Give replies of other runs of the store, too, and keep those of this run for others.</param>
    Task<IReplyLog> OpenLogAsync(Run run, bool reuse, CancellationToken cancellationToken);

    /// <summary>How far a run is.</summary>
    Task<RunStanding> StandingAsync(Run run, CancellationToken cancellationToken);

    /// <summary>How the models of the store replied so far, on average over all runs.</summary>
    Task<IReadOnlyDictionary<(string Model, RequestRole Role), ModelHistory>> HistoryAsync(
        CancellationToken cancellationToken
    );

    /// <summary>On how many tuples each student of a run has full marks, by the majority of its graders.</summary>
    Task<IReadOnlyList<FullMarksCount>> FullMarksAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Asks for gradings of a run that its spec does not name. More rounds of a known one take its place.</summary>
    Task AskForGradingsAsync(Run run, GradingSpec spec, CancellationToken cancellationToken);

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
    /// <remarks>For an imported run: what its texts are about, with no prompts to write by.</remarks>
    /// <exception cref="InvalidDataException">The store lacks what it needs of it.</exception>
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
