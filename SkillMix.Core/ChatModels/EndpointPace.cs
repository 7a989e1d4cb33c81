namespace SkillMix.Core.ChatModels;

/// <summary>How fast an endpoint may be asked.</summary>
/// <param name="MaxInFlight">Most requests at once, ≥ 1.</param>
/// <param name="RequestsPerMinute">Null for no limit, else ≥ 1.</param>
/// <param name="TokensPerMinute">Tokens of prompt and reply together; null for no limit, else ≥ 1.</param>
public sealed record EndpointPace(int MaxInFlight = 100, int? RequestsPerMinute = null, int? TokensPerMinute = null)
{
    /// <summary>Requests at once to begin with, or the maximum where that is less.</summary>
    public const int FirstInFlight = 20;

    /// <summary>What is left of the requests at once after a 429.</summary>
    public const double ShrinkFactor = 0.8;

    /// <summary>A shrunk limit neither shrinks again nor grows for this long, or for Retry-After where that is longer.</summary>
    public static TimeSpan CoolDown { get; } = TimeSpan.FromSeconds(2);
}
