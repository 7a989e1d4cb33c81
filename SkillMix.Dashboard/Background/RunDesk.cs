using System.Collections.Concurrent;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Background;

/// <summary>A run that this process worked on has ended, for now or for good.</summary>
/// <param name="Run">The run.</param>
/// <param name="State">What became of it.</param>
/// <param name="Note">Why, in one sentence; null for nothing to say.</param>
public sealed record RunEnded(Run Run, RunState State, string? Note);

/// <summary>Works on runs while the dashboard is up: several at once, whoever looks. A closed tab stops nothing.</summary>
/// <remarks>When the dashboard starts it goes on with what it was working on when it ended.</remarks>
public sealed class RunDesk(CurrentStore store, ModelBook book, TimeProvider clock, ILogger<RunDesk> logger)
    : IHostedService,
        IDisposable
{
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
        models.Require(prepared.Spec.Models);
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
        if (standing.OpenBatches > 0)
        {
            throw new BatchesOutException(run, standing.OpenBatches);
        }

        var terms = standing.Terms ?? RunTerms.Default;
        var models = book.Directory(terms.Pace);
        models.Require([spec.Grader]);
        await new RunBook(runs, models).AskForGradingsAsync(run, spec, prompt, _closing.Token);
        var asked = (await runs.AskedAsync(run, _closing.Token)).Only([spec], standing.Note);
        Start(runs, asked, terms, models);
    }

    /// <summary>Whether this process works on a run.</summary>
    public bool WorksOn(Guid run) => _works.ContainsKey(run);

    /// <summary>Whether a run is to pause, and waits for what is in flight.</summary>
    public bool IsPausing(Guid run) => _works.TryGetValue(run, out var work) && work.Pause.IsCancellationRequested;

    /// <summary>Asks nothing more for a run; what is in flight is waited for. Nothing happens where it is not worked on here.</summary>
    public void Pause(Guid run)
    {
        if (_works.TryGetValue(run, out var work))
        {
            work.Pause.Cancel();
        }
    }

    /// <summary>Stops a run at once and for good; what is kept stays.</summary>
    public async Task CancelAsync(Run run)
    {
        if (_works.TryGetValue(run.Id, out var work))
        {
            work.IsCancelled = true;
            await work.Stop.CancelAsync();
            await work.Task;
        }

        await store.Now.Runs.SetStateAsync(run, RunState.Cancelled, null, CancellationToken.None);
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
        await Task.WhenAll(_works.Values.Select(work => work.Task)).WaitAsync(cancellationToken);
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
            foreach (var run in await runs.RunsAsync(_closing.Token))
            {
                var standing = run.State == RunState.Running ? await runs.StandingAsync(run, _closing.Token) : null;
                if (standing is { IsInterrupted: true, Last.What: RunHolder.Dashboard })
                {
                    await GoOnAsync(runs, run, standing.Terms);
                }
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            logger.LogError(problem, "A run could not be taken up again: {Message}", problem.Message);
        }
    }

    private async Task GoOnAsync(SqliteRunStore runs, Run run, RunTerms? terms)
    {
        var asked = await runs.AskedAsync(run, _closing.Token);
        var standing = await runs.StandingAsync(run, _closing.Token);
        if (standing.Holder is { } holder)
        {
            throw new RunHeldException(run, holder);
        }

        if (standing.OpenBatches > 0)
        {
            throw new BatchesOutException(run, standing.OpenBatches);
        }

        var wanted = terms ?? standing.Terms ?? RunTerms.Default;
        var models = book.Directory(wanted.Pace);
        models.Require(asked.Models);
        Start(runs, asked, wanted, models);
    }

    /// <summary>Works on a run from now on; nothing happens where that is being done already.</summary>
    private void Start(SqliteRunStore runs, AskedRun asked, RunTerms terms, IModelDirectory models)
    {
        var work = new Work(CancellationTokenSource.CreateLinkedTokenSource(_closing.Token));
        if (!_works.TryAdd(asked.Run.Id, work))
        {
            work.Dispose();
            return;
        }

        var pipeline = new RunPipeline(runs, models, RunHolder.Me(RunHolder.Dashboard), clock);
        work.Task = Task.Run(() => DoAsync(runs, asked, terms, pipeline, work), CancellationToken.None);
    }

    private async Task DoAsync(SqliteRunStore runs, AskedRun asked, RunTerms terms, RunPipeline pipeline, Work work)
    {
        var ended = new RunEnded(asked.Run, RunState.Failed, null);
        try
        {
            var outcome = await pipeline.ExecuteAsync(asked, terms, null, work.Stop.Token, work.Pause.Token);
            ended = ended with { State = outcome.State, Note = outcome.Note };
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested && !work.IsCancelled)
        {
            // It says that it runs, so that the next start goes on with it.
            await runs.SetStateAsync(asked.Run, RunState.Running, null, CancellationToken.None);
            ended = ended with { State = RunState.Running };
        }
        catch (OperationCanceledException)
        {
            ended = ended with { State = RunState.Cancelled };
        }
        catch (Exception problem)
        {
            logger.LogError(problem, "The run {Run} failed: {Message}", asked.Run.Name, problem.Message);
            ended = ended with { Note = problem.Message };
        }
        finally
        {
            _works.TryRemove(asked.Run.Id, out _);
            work.Dispose();
        }

        if (ended.State != RunState.Running)
        {
            Ended?.Invoke(ended);
            store.Tell();
        }
    }

    private sealed class Work(CancellationTokenSource stop) : IDisposable
    {
        public CancellationTokenSource Stop { get; } = stop;

        public CancellationTokenSource Pause { get; } = new();

        public bool IsCancelled { get; set; }

        public Task Task { get; set; } = Task.CompletedTask;

        public void Dispose()
        {
            Stop.Dispose();
            Pause.Dispose();
        }
    }
}
