namespace SkillMix.Core.ChatModels;

/// <summary>One try to get one reply, and how it ended.</summary>
/// <param name="Item">What the request is for, from <see cref="RequestNotes.Item"/>; null where it is not noted.</param>
/// <param name="Number">Which try, from 1.</param>
/// <param name="StartedAt">When it began, including time in the endpoint's queue.</param>
/// <param name="Took">How long until the reply or the failure.</param>
/// <param name="Failure">Null for a reply.</param>
/// <param name="Words">The provider's words on a failure, without keys; null for a reply.</param>
/// <param name="Wait">How long is waited before the next try; null where there is none.</param>
public sealed record Attempt(
    string? Item,
    int Number,
    DateTimeOffset StartedAt,
    TimeSpan Took,
    ProviderFailure? Failure,
    string? Words,
    TimeSpan? Wait
);

/// <summary>Is told of every try. Called from many requests at once.</summary>
public interface IAttemptLog
{
    void Add(Attempt attempt);
}
