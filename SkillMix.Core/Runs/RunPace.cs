namespace SkillMix.Core.Runs;

/// <summary>How fast a run may go. It changes nothing of the outcome and is no part of the run's identity.</summary>
/// <param name="InFlight">Most requests under way at once at one endpoint, ≥ 1.</param>
/// <param name="RequestsPerMinute">Most requests to one endpoint per minute; null for no limit.</param>
/// <param name="TokensPerMinute">Most tokens, of prompts and replies, at one endpoint per minute; null for no limit.</param>
/// <param name="Tries">How often one reply is asked for at most, ≥ 1.</param>
public sealed record RunPace(
    int InFlight = 20,
    int? RequestsPerMinute = null,
    int? TokensPerMinute = null,
    int Tries = 6
)
{
    /// <summary>The usual pace.</summary>
    public static RunPace Default { get; } = new();
}
