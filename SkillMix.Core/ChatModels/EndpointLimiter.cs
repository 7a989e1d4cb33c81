using System.Collections.Concurrent;

namespace SkillMix.Core.ChatModels;

/// <summary>
/// The door to one endpoint, shared by everyone who asks it. How many may be inside follows the endpoint: it grows with every
/// reply while there is demand (by one each, after the first 429 by one per full round) and shrinks to 0.8 on a 429.
/// First come, first served. Safe for use in parallel.
/// </summary>
/// <param name="pace">Bounds.</param>
/// <param name="clock">Measures and waits.</param>
public sealed class EndpointLimiter(EndpointPace pace, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Queue<Waiter> _waiting = new();
    private readonly long _start = clock.GetTimestamp();
    private TokenBucket _requests = new(pace.RequestsPerMinute);
    private TokenBucket _tokens = new(pace.TokensPerMinute);
    private double _limit = Math.Min(EndpointPace.FirstInFlight, pace.MaxInFlight);
    private int _inFlight;
    private bool _hasBeenLimited;
    private TimeSpan _coolUntil;
    private TimeSpan _closedUntil;
    private TimeSpan? _wakesAt;

    /// <summary>Requests inside now.</summary>
    public int InFlight => Locked(() => _inFlight);

    /// <summary>How many may be inside now, between 1 and the pace's maximum.</summary>
    public int Limit => Locked(() => (int)_limit);

    /// <summary>The bounds. Set anew, they hold from the next request on.</summary>
    public EndpointPace Pace
    {
        get => Locked(() => field);
        set
        {
            lock (_lock)
            {
                if (value == field)
                {
                    return;
                }

                field = value;
                _requests = new(value.RequestsPerMinute);
                _tokens = new(value.TokensPerMinute);
                _limit = Math.Min(
                    Math.Max(_limit, Math.Min(EndpointPace.FirstInFlight, value.MaxInFlight)),
                    value.MaxInFlight
                );
                LetIn();
            }
        }
    } = Checked(pace);

    /// <summary>Waits for a place.</summary>
    /// <param name="tokens">Tokens of prompt and reply that the request may take, ≥ 0.</param>
    /// <returns>The place; give it back.</returns>
    public async Task<EndpointPlace> EnterAsync(long tokens, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(tokens);
        lock (_lock)
        {
            _waiting.Enqueue(waiter);
            LetIn();
        }

        await using var registration = cancellationToken.Register(() => waiter.Entry.TrySetCanceled(cancellationToken));
        return await waiter.Entry.Task;
    }

    internal void Leave(long reserved, long? used, ProviderException? failure)
    {
        lock (_lock)
        {
            var now = Now;
            if (failure is { Kind: ProviderFailure.RateLimited or ProviderFailure.Overloaded })
            {
                Shrink(now, failure.RetryAfter ?? TimeSpan.Zero);
            }
            else if (failure is null && now >= _coolUntil && (_waiting.Count > 0 || _inFlight >= (int)_limit))
            {
                _limit = Math.Min(Pace.MaxInFlight, _limit + (_hasBeenLimited ? 1 / _limit : 1));
            }

            _inFlight--;
            _tokens.Take((used ?? reserved) - reserved, now);
            LetIn();
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(_start);

    private static EndpointPace Checked(EndpointPace pace)
    {
        ArgumentNullException.ThrowIfNull(pace);
        ArgumentOutOfRangeException.ThrowIfLessThan(pace.MaxInFlight, 1, nameof(pace));
        ArgumentOutOfRangeException.ThrowIfLessThan(pace.RequestsPerMinute ?? 1, 1, nameof(pace));
        ArgumentOutOfRangeException.ThrowIfLessThan(pace.TokensPerMinute ?? 1, 1, nameof(pace));
        return pace;
    }

    /// <summary>The 429s of one burst count once; for as long as the endpoint asks, nobody goes in.</summary>
    private void Shrink(TimeSpan now, TimeSpan retryAfter)
    {
        _hasBeenLimited = true;
        _closedUntil = Later(_closedUntil, now + retryAfter);
        if (now >= _coolUntil)
        {
            _limit = Math.Max(1, _limit * EndpointPace.ShrinkFactor);
        }

        _coolUntil = Later(_coolUntil, now + Later(EndpointPace.CoolDown, retryAfter));
    }

    /// <summary>Lets in whoever may go, in order; held back by time, it comes again at that time. Called under the lock.</summary>
    private void LetIn()
    {
        while (_waiting.TryPeek(out var next))
        {
            if (next.Entry.Task.IsCompleted)
            {
                _waiting.Dequeue();
                continue;
            }

            if (_inFlight >= (int)_limit)
            {
                return;
            }

            var now = Now;
            var wait = Later(_closedUntil - now, Later(_requests.WaitFor(1, now), _tokens.WaitFor(next.Tokens, now)));
            if (wait > TimeSpan.Zero)
            {
                Wake(now, wait);
                return;
            }

            _waiting.Dequeue();
            if (next.Entry.TrySetResult(new EndpointPlace(this, next.Tokens)))
            {
                _inFlight++;
                _requests.Take(1, now);
                _tokens.Take(next.Tokens, now);
            }
        }
    }

    private void Wake(TimeSpan now, TimeSpan wait)
    {
        // Timers know whole milliseconds only; a little late is better than too early and again.
        var due = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        if (_wakesAt is { } at && at > now && at <= now + due)
        {
            return;
        }

        _wakesAt = now + due;
        _ = WakeAsync(due);
    }

    private async Task WakeAsync(TimeSpan due)
    {
        await Task.Delay(due, clock);
        lock (_lock)
        {
            _wakesAt = null;
            LetIn();
        }
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private sealed record Waiter(long Tokens)
    {
        public TaskCompletionSource<EndpointPlace> Entry { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A place inside an endpoint. Given back once; disposing gives it back as neither reply nor 429.</summary>
public sealed class EndpointPlace : IDisposable
{
    private static readonly ProviderException Nothing = new(ProviderFailure.BadRequest, null, "");

    private readonly EndpointLimiter _limiter;
    private readonly long _tokens;
    private int _isBack;

    internal EndpointPlace(EndpointLimiter limiter, long tokens) => (_limiter, _tokens) = (limiter, tokens);

    /// <summary>A reply came.</summary>
    /// <param name="tokens">What it took; null where the provider does not say.</param>
    public void Succeeded(long? tokens) => Back(tokens, null);

    /// <summary>No reply came.</summary>
    public void Failed(ProviderException failure) => Back(null, failure);

    /// <inheritdoc/>
    public void Dispose() => Back(null, Nothing);

    private void Back(long? used, ProviderException? failure)
    {
        if (Interlocked.Exchange(ref _isBack, 1) == 0)
        {
            _limiter.Leave(_tokens, used, failure);
        }
    }
}

/// <summary>The limiters of all endpoints of this process.</summary>
/// <param name="clock">Measures and waits.</param>
public sealed class EndpointLimiters(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, EndpointLimiter> _limiters = new(StringComparer.Ordinal);

    /// <summary>The limiter of an endpoint, with these bounds from now on. Who comes last sets them for all.</summary>
    public EndpointLimiter For(Uri endpoint, EndpointPace pace)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var limiter = _limiters.GetOrAdd(endpoint.ToString().TrimEnd('/'), _ => new(pace, clock));
        limiter.Pace = pace;
        return limiter;
    }
}
