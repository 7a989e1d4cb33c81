namespace SkillMix.Core.Runs;

/// <summary>The right to work on a run, kept up by a heartbeat until it is disposed.</summary>
internal sealed class RunLease : IAsyncDisposable
{
    private readonly IRunStore _store;
    private readonly Run _run;
    private readonly RunHolder _me;
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _beating;

    private RunLease(IRunStore store, Run run, RunHolder me, TimeProvider clock)
    {
        (_store, _run, _me) = (store, run, me);
        _beating = BeatAsync(clock);
    }

    /// <summary>Cancelled when somebody else has taken the run, because this process was not heard of for too long.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Takes the run.</summary>
    /// <exception cref="RunHeldException">Another process works on it.</exception>
    public static async Task<RunLease> TakeAsync(
        IRunStore store,
        Run run,
        RunHolder me,
        RunTerms? terms,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await store.TakeAsync(run, me, terms, cancellationToken);
        return new(store, run, me, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        try
        {
            await _store.ReleaseAsync(_run, _me);
        }
        catch (Exception)
        {
            // A store that takes nothing more is told of elsewhere; the lease ends by itself.
        }

        _end.Dispose();
        _lost.Dispose();
    }

    private async Task BeatAsync(TimeProvider clock)
    {
        using var timer = new PeriodicTimer(RunHolder.Heartbeat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (!await TryHoldAsync())
                {
                    await _lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
    }

    private async Task<bool> TryHoldAsync()
    {
        try
        {
            return await _store.HoldAsync(_run, _me, _end.Token);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // One beat may fail; the lease lasts for several.
            return true;
        }
    }
}
