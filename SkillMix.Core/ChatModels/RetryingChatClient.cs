using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>Asks again where asking again may help: after 429, 5xx, 529, time-outs, lost connections and broken replies.</summary>
/// <remarks>A streamed reply is asked for again only until its first piece has been handed on.</remarks>
/// <param name="inner">Asks once, and fails with <see cref="ProviderException"/>.</param>
/// <param name="pace">How often, after which waits.</param>
/// <param name="clock">Measures and waits.</param>
/// <param name="chance">Chance of the jitter; used under a lock.</param>
/// <param name="log">Is told of every try; null for nobody.</param>
public sealed class RetryingChatClient(
    IChatClient inner,
    RetryPace pace,
    TimeProvider clock,
    Random chance,
    IAttemptLog? log = null
) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ChatMessage> conversation = [.. messages];
        for (var number = 1; ; number++)
        {
            var startedAt = clock.GetUtcNow();
            var start = clock.GetTimestamp();
            TimeSpan wait;
            try
            {
                var response = await base.GetResponseAsync(conversation, options, cancellationToken);
                log?.Add(
                    new(RequestNotes.ItemOf(options), number, startedAt, clock.GetElapsedTime(start), null, null, null)
                );
                return response;
            }
            catch (ProviderException failure)
            {
                if (Report(failure, options, number, startedAt, start) is not { } pause)
                {
                    throw;
                }

                wait = pause;
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ChatMessage> conversation = [.. messages];
        for (var number = 1; ; number++)
        {
            var startedAt = clock.GetUtcNow();
            var start = clock.GetTimestamp();
            var handedOn = false;
            var wait = TimeSpan.Zero;
            var failed = false;
            await using var updates = base.GetStreamingResponseAsync(conversation, options, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (ProviderException failure)
                {
                    var isLast = handedOn ? pace.MaxTries : number;
                    if (Report(failure, options, number, startedAt, start, isLast) is not { } pause)
                    {
                        throw;
                    }

                    (failed, wait) = (true, pause);
                    break;
                }

                handedOn = true;
                yield return updates.Current;
            }

            if (!failed)
            {
                log?.Add(
                    new(RequestNotes.ItemOf(options), number, startedAt, clock.GetElapsedTime(start), null, null, null)
                );
                yield break;
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    /// <summary>Tells the log, and says how long to wait; null where the failure is final.</summary>
    /// <param name="counted">Counts as this many tries; null for as many as there were.</param>
    private TimeSpan? Report(
        ProviderException failure,
        ChatOptions? options,
        int number,
        DateTimeOffset startedAt,
        long start,
        int? counted = null
    )
    {
        TimeSpan? wait = null;
        if (
            failure.IsTransient
            && (counted ?? number) < pace.MaxTries
            && (failure.RetryAfter ?? TimeSpan.Zero) <= pace.LongestRetryAfter
        )
        {
            lock (chance)
            {
                wait = pace.WaitAfter(number, chance.NextDouble(), failure.RetryAfter);
            }
        }

        var took = clock.GetElapsedTime(start);
        log?.Add(new(RequestNotes.ItemOf(options), number, startedAt, took, failure.Kind, failure.Words, wait));
        return wait;
    }
}
