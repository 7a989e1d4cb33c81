using System.Collections.Concurrent;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Background;

/// <summary>A run that this process worked on has ended, for now or for good.</summary>
/// <param name="Run">The run.</param>
/// <param name="State">What became of it.</param>
/// <param name="Note">Why, in one sentence; null for nothing to say.</param>
/// <param name="IsGrading">Only gradings were asked for; the run itself is as it was.</param>
public sealed record RunEnded(Run Run, RunState State, string? Note, bool IsGrading);

/// <summary>Works on runs while the dashboard is up: several at once, whoever looks. A closed tab stops nothing.</summary>
/// <remarks>When the dashboard starts it goes on with what it was working on when it ended.</remarks>
public sealed class RunDesk(CurrentStore store, ModelBook book, TimeProvider clock, ILogger<RunDesk> logger)
    : IHostedService,
        IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Guid, Work> _works = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, bool> _takenUp = new(StringComparer.Ordinal);

    /// <summary>A run has ended.</summary>
    public event Action<RunEnded>? Ended;

    /// <summary>Opens a run in one's own store and starts it. Where the sample study is shown, one's own store is opened first.</summary>
    /// <param name="prepared">What to ask.</param>
    /// <param name="terms">How fast, and for how much.</param>
    /// <exception cref="InvalidOperationException">A model's key or address is missing; the sentence names the variable.</exception>
    /// <exception cref="StoreException">The store does not take it.</exception>
    public async Task<Run> StartAsync(PreparedRun prepared, RunTerms terms)
    {
        var models = book.Directory(terms.Pace);
        models.Require(prepared.Spec.ModelsWithTokens, terms.Budget);
        if (store.IsSample)
        {
            await store.SwitchToOwnAsync();
        }

        var open = store.Now;
        var run = await new RunBook(open.Runs, models).OpenAsync(prepared, _closing.Token);
        await GoOnAsync(open.Runs, run, terms);
        return run;
    }

    /// <summary>Goes on with a run: what is missing, and what had failed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="terms">New terms; null for those of the last time.</param>
    /// <exception cref="InvalidOperationException">A model's key or address is missing, another process works on it, or batches of it are out.</exception>
    public Task GoOnAsync(Run run, RunTerms? terms) => GoOnAsync(store.Now.Runs, run, terms);

    /// <summary>Has the texts of a run graded by another grader or with another prompt; nothing is written anew.</summary>
    /// <param name="run">The run, which may be an imported one.</param>
    /// <param name="order">The grader.</param>
    /// <exception cref="InvalidDataException">There is no such prompt.</exception>
    /// <exception cref="InvalidOperationException">A model's key or address is missing, another process works on it, or batches of it are out.</exception>
    public async Task GradeAsync(Run run, GraderDesign order)
    {
        var runs = store.Now.Runs;
        var folder = Path.GetDirectoryName(store.OwnPath)!;
        var (spec, prompt) = order.Prepare(folder, await runs.PromptsAsync(_closing.Token));
        var standing = await runs.StandingAsync(run, _closing.Token);
        standing.RequireNoBatches();
        var terms = standing.Terms ?? RunTerms.Default;
        var models = book.Directory(terms.Pace);
        models.Require([(spec.Grader, spec.MaxTokens)], terms.Budget);
        await new RunBook(runs, models).AskForGradingsAsync(run, spec, prompt, _closing.Token);
        var asked = (await runs.AskedAsync(run, _closing.Token)).Only([spec]);
        Start(runs, asked, terms, models);
    }

    /// <summary>Whether this process works on a run.</summary>
    public bool WorksOn(Guid run) => _works.ContainsKey(run);

    /// <summary>Whether a run is to pause, and waits for what is in flight.</summary>
    public bool IsPausing(Guid run) => _works.TryGetValue(run, out var work) && work.IsPausing;

    /// <summary>Asks nothing more for a run; what is in flight is waited for. Nothing happens where it is not worked on here.</summary>
    public void Pause(Guid run)
    {
        if (_works.TryGetValue(run, out var work))
        {
            work.DoPause();
        }
    }

    /// <summary>Stops a run at once and marks it as given up; what is kept stays. One that has ended meanwhile is left as it is.</summary>
    /// <exception cref="RunHeldException">Another process works on it.</exception>
    public async Task CancelAsync(Run run)
    {
        if (_works.TryGetValue(run.Id, out var work))
        {
            work.DoCancel();
            await work.Ended;
            return;
        }

        var runs = store.Now.Runs;
        (await runs.StandingAsync(run, _closing.Token)).RequireNoHolder();
        await runs.SetStateAsync(run, RunState.Cancelled, null, CancellationToken.None);
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken)
    {
        store.Changed += TakeUp;
        TakeUp();
        return Task.CompletedTask;
    }

    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        store.Changed -= TakeUp;
        await _closing.CancelAsync();
        try
        {
            // Not the host's token: open tabs may have used its patience up already.
            await Task.WhenAll(_works.Values.Select(work => work.Ended)).WaitAsync(Farewell, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // What is kept is kept; the next start goes on as it does after a kill.
        }
    }

    public void Dispose() => _closing.Dispose();

    /// <summary>Goes on with what a dashboard was working on in the open store when it ended.</summary>
    private void TakeUp()
    {
        var open = store.Now;
        if (!open.IsSample && !open.File.IsReadOnly && _takenUp.TryAdd(open.File.Path, true))
        {
            _ = TakeUpAsync(open.Runs);
        }
    }

    private async Task TakeUpAsync(SqliteRunStore runs)
    {
        try
        {
            while (await TakeUpOnceAsync(runs))
            {
                // A dashboard of another machine's name, such as a container before it was started again, holds some of them.
                await Task.Delay(RunHolder.Patience, clock, _closing.Token);
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            logger.LogError(problem, "Runs could not be taken up again: {Message}", problem.Message);
        }
    }

    /// <returns>Whether some runs are still held by another dashboard.</returns>
    private async Task<bool> TakeUpOnceAsync(SqliteRunStore runs)
    {
        var isHeld = false;
        foreach (var run in await runs.RunsAsync(_closing.Token))
        {
            if (run.State != RunState.Running || WorksOn(run.Id))
            {
                continue;
            }

            var standing = await runs.StandingAsync(run, _closing.Token);
            isHeld |= standing.Holder is { What: RunHolder.Dashboard };
            if (standing is { IsInterrupted: true, Last.What: RunHolder.Dashboard })
            {
                await TryGoOnAsync(runs, run, standing.Terms);
            }
        }

        return isHeld;
    }

    /// <summary>What cannot be taken up says why, and does not keep the others from it.</summary>
    private async Task TryGoOnAsync(SqliteRunStore runs, Run run, RunTerms? terms)
    {
        try
        {
            await GoOnAsync(runs, run, terms);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            logger.LogError(problem, "The run {Run} could not be taken up again: {Message}", run.Name, problem.Message);
            await runs.SetStateAsync(run, RunState.Paused, problem.Message, _closing.Token);
        }
    }

    private async Task GoOnAsync(SqliteRunStore runs, Run run, RunTerms? terms)
    {
        var asked = await runs.AskedAsync(run, _closing.Token);
        var standing = await runs.StandingAsync(run, _closing.Token);
        standing.RequireNoHolder();
        standing.RequireNoBatches();
        var wanted = terms ?? standing.Terms ?? RunTerms.Default;
        var models = book.Directory(wanted.Pace);
        models.Require(asked.ModelsWithTokens, wanted.Budget);
        Start(runs, asked, wanted, models);
    }

    /// <summary>Works on a run from now on; nothing happens where that is being done already.</summary>
    private void Start(SqliteRunStore runs, AskedRun asked, RunTerms terms, IModelDirectory models)
    {
        var work = new Work(_closing.Token);
        if (!_works.TryAdd(asked.Run.Id, work))
        {
            work.Dispose();
            return;
        }

        var pipeline = new RunPipeline(runs, models, RunHolder.Me(RunHolder.Dashboard), clock);
        _ = Task.Run(() => DoAsync(runs, asked, terms, pipeline, work), CancellationToken.None);
    }

    private async Task DoAsync(SqliteRunStore runs, AskedRun asked, RunTerms terms, RunPipeline pipeline, Work work)
    {
        var ended = new RunEnded(asked.Run, RunState.Failed, null, !asked.WritesTexts);
        try
        {
            var outcome = await pipeline.ExecuteAsync(asked, terms, null, work.Stop, work.Pause);
            ended = ended with { State = outcome.State, Note = outcome.Note };
        }
        catch (OperationCanceledException) when (work.IsCancelled)
        {
            ended = ended with { State = RunState.Cancelled };
            await TrySetStateAsync(runs, asked, RunState.Cancelled);
        }
        catch (OperationCanceledException)
        {
            // The dashboard ends. It goes on with this at its next start, unless it was to pause anyway.
            ended = ended with
            {
                State = work.IsPausing ? RunState.Paused : RunState.Running,
            };
            await TrySetStateAsync(runs, asked, ended.State);
        }
        catch (Exception problem)
        {
            logger.LogError(problem, "The run {Run} failed: {Message}", asked.Run.Name, problem.Message);
            ended = ended with { Note = problem.Message };
        }

        _works.TryRemove(asked.Run.Id, out _);
        work.Dispose();
        if (ended.State != RunState.Running)
        {
            Ended?.Invoke(ended);
            store.Tell();
        }
    }

    private async Task TrySetStateAsync(SqliteRunStore runs, AskedRun asked, RunState state)
    {
        try
        {
            if (asked.WritesTexts)
            {
                await runs.SetStateAsync(asked.Run, state, null, CancellationToken.None);
            }
        }
        catch (StoreException problem)
        {
            logger.LogError(
                problem,
                "The state of {Run} could not be kept: {Message}",
                asked.Run.Name,
                problem.Message
            );
        }
    }

    /// <summary>A run under way, and what ends it. Ending what has ended does nothing.</summary>
    private sealed class Work(CancellationToken closing) : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(closing);
        private readonly CancellationTokenSource _pause = new();
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _isOver;

        public CancellationToken Stop => _stop.Token;

        public CancellationToken Pause => _pause.Token;

        public bool IsPausing { get; private set; }

        public bool IsCancelled { get; private set; }

        /// <summary>Done once everything that came of it is kept.</summary>
        public Task Ended => _ended.Task;

        public void DoPause()
        {
            lock (_lock)
            {
                IsPausing = true;
                if (!_isOver)
                {
                    _pause.Cancel();
                }
            }
        }

        public void DoCancel()
        {
            lock (_lock)
            {
                IsCancelled = true;
                if (!_isOver)
                {
                    _stop.Cancel();
                }
            }
        }

        public void Dispose()
        {
            lock (_lock)
            {
                _isOver = true;
                _stop.Dispose();
                _pause.Dispose();
            }

            _ended.TrySetResult();
        }
    }
}
