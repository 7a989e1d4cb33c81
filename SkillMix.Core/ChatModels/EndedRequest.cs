using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>What a request came to.</summary>
/// <param name="Key">See <see cref="ReplyKey"/>; null for a request that failed, which may be asked again.</param>
/// <param name="Model">"provider/model" that was asked.</param>
/// <param name="Role">What it was for.</param>
/// <param name="Reply">Null where it failed.</param>
/// <param name="Spent">What all its tries cost.</param>
/// <param name="Tries">How often it was sent.</param>
/// <param name="Took">From the first try to the end, with the waits in between.</param>
public sealed record EndedRequest(
    string? Key,
    string Model,
    RequestRole Role,
    ChatResponse? Reply,
    Spending Spent,
    int Tries,
    TimeSpan Took
);
