using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>A pass over a run: everything is done that could be done with the replies at hand. The run is still held.</summary>
/// <param name="Asked">The run.</param>
/// <param name="Log">Where replies go before the next pass.</param>
/// <param name="Budget">What it may spend.</param>
/// <param name="Outcome">How the run stands.</param>
public sealed record RunPass(AskedRun Asked, IReplyLog Log, Budget Budget, RunOutcome Outcome);

/// <summary>Where the replies to withheld requests come from: files, or batches of a provider.</summary>
public interface IReplySource
{
    /// <summary>Called after every pass.</summary>
    /// <returns>Null where the log holds more now, and the run is to be gone over again; else how the work on it ends.</returns>
    Task<RunOutcome?> NextAsync(RunPass pass, CancellationToken cancellationToken);
}
