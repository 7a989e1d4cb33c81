using SkillMix.Core.Runs;

namespace SkillMix.Dashboard.Pages.Runs;

/// <summary>A run with how far it is.</summary>
/// <param name="Asked">What is asked, which does not change while it is worked on.</param>
/// <param name="Standing">How far it is.</param>
/// <param name="Counts">The same, held against what is asked.</param>
public sealed record RunLine(AskedRun Asked, RunStanding Standing, RunCounts Counts)
{
    /// <summary>Reads a run.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="run">The run.</param>
    /// <param name="asked">What is asked of it, where that is known already; null to read it.</param>
    public static async Task<RunLine> ReadAsync(
        IRunStore store,
        Run run,
        AskedRun? asked,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        asked ??= await store.AskedAsync(run, cancellationToken);
        var standing = await store.StandingAsync(run, cancellationToken);
        return new(asked, standing, RunCounts.Of(asked.Spec, asked.Gradings, standing, clock.GetUtcNow()));
    }

    /// <summary>Whether it can change without somebody starting it.</summary>
    public bool IsMoving => Standing.Holder is not null || Standing.Run.State is RunState.Running or RunState.Planned;

    /// <summary>Something that was asked for is not there.</summary>
    public bool IsIncomplete => Counts.All.Done < Counts.All.Total;
}
