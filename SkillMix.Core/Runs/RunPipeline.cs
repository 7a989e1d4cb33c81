using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>Does a run: writes and grades what is left of it and keeps every text with its gradings.</summary>
/// <remarks>
/// A model's failure is recorded on its item, with the provider's words, and asked again when the run is resumed. Every reply is
/// kept before it counts, so that a killed run repeats at most what was in flight. What stops a run is its user, its budget, a
/// key that is not taken, or a store that cannot keep any more. Anchors are graded here, too, and not by whoever starts the run:
/// here the lease is held, replies are logged and paid from the run's budget, and the terms name them at every start.
/// </remarks>
/// <param name="store">Where it is kept.</param>
/// <param name="models">Who is asked.</param>
/// <param name="me">Who works on it.</param>
/// <param name="clock">Measures, and beats for the lease.</param>
/// <param name="replies">Where replies to withheld requests come from; null where the models are asked.</param>
public sealed class RunPipeline(
    IRunStore store,
    IModelDirectory models,
    RunHolder me,
    TimeProvider clock,
    IReplySource? replies = null
)
{
    private const int BatchSize = 250;

    /// <summary>Works on a run until nothing is left. A run that was stopped, or had failures, goes on where it was.</summary>
    /// <param name="asked">The run and what it asks.</param>
    /// <param name="terms">How fast, and for how much.</param>
    /// <param name="progress">Told after each commit; null for nobody.</param>
    /// <param name="stop">Stops at once; requests in flight are given up.</param>
    /// <param name="pause">Stops asking; requests in flight are waited for.</param>
    /// <returns>How it ended: finished, or paused by its user or its budget.</returns>
    /// <exception cref="RunHeldException">Another process works on the run.</exception>
    /// <exception cref="BatchesOutException">Batches of the run are out, and replies come from elsewhere. The run stays as it is.</exception>
    /// <exception cref="OperationCanceledException">It was stopped at once.</exception>
    public async Task<RunOutcome> ExecuteAsync(
        AskedRun asked,
        RunTerms terms,
        IProgress<RunProgress>? progress,
        CancellationToken stop,
        CancellationToken pause = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(terms.Pace.InFlight, 1);
        var run = asked.Run;
        if (replies is not BatchReplies)
        {
            await RefuseWhileBatchesAreOutAsync(run, stop);
        }

        await using var lease = await RunLease.TakeAsync(store, run, me, asked.WritesTexts ? terms : null, clock, stop);
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(pause);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, lease.Lost);
        try
        {
            var log = await store.OpenLogAsync(run, terms.ReusesReplies, end.Token);
            var budget = new Budget(terms.Budget, (await store.StandingAsync(run, end.Token)).Spent);
            var worker = new RunWorker(asked, models, budget, log, clock, halt.Token);
            RunOutcome? ended;
            do
            {
                var pass = await WorkAsync(new(asked, worker, terms, progress, halt, end));
                ended =
                    replies is null || halt.IsCancellationRequested
                        ? pass
                        : await replies.NextAsync(new(asked, log, budget, pass), end.Token);
            } while (ended is null);

            // Replies that come by files or batches are of the run itself; anchors wait for a run that asks.
            if (ended.State == RunState.Finished && asked.WritesTexts && replies is null)
            {
                var anchors = new RunAnchors(store, new AnchorGrader(store, models, clock));
                ended = await anchors.GradeAsync(
                    asked,
                    terms.Anchors ?? [],
                    ended,
                    new(terms.Pace.InFlight, budget, log),
                    end.Token,
                    halt.Token
                );
            }

            await store.SettleAsync(run, end.Token);
            if (asked.WritesTexts)
            {
                await store.SetStateAsync(run, ended.State, ended.Note, end.Token);
            }

            return ended;
        }
        catch (OperationCanceledException stopped) when (lease.Lost.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                $"Another process has taken the run '{run.Name}', because this one was not heard of for {RunHolder.Patience.TotalSeconds:0} s.",
                stopped
            );
        }
        catch (OperationCanceledException)
        {
            await TrySetStateAsync(asked, RunState.Paused, null);
            throw;
        }
        catch (Exception problem)
        {
            await TrySetStateAsync(asked, RunState.Failed, problem.Message);
            throw;
        }
    }

    private async Task RefuseWhileBatchesAreOutAsync(Run run, CancellationToken stop)
    {
        var standing = await store.StandingAsync(run, stop);
        if (standing.OpenBatches > 0)
        {
            standing.RequireNoHolder();
            standing.RequireNoBatches();
        }
    }

    private async Task<RunOutcome> WorkAsync(RunWork work)
    {
        var (asked, run, end) = (work.Asked, work.Asked.Run, work.End.Token);
        var done = await store.GenerationsDoneAsync(run, end);
        var ungraded = await store.UngradedAsync(run, asked.Gradings, end);
        var reached = new RunProgress(
            done.Count - ungraded.Count,
            asked.WritesTexts ? RunPlan.Count(asked.Spec, asked.Samples) : done.Count
        );
        reached = await DoAsync(work, work.Gradings(ungraded), reached);

        var stops = new EarlyStops(asked.Spec.EarlyStop);
        var leftOut = 0;
        foreach (var stage in asked.WritesTexts ? EarlyStops.Stages(asked.Spec, asked.Samples) : [])
        {
            if (asked.Spec.EarlyStop != EarlyStop.None)
            {
                if (work.Withheld is not null || work.IsCutShort)
                {
                    break; // Who fails at smaller k is only known once all of it is there.
                }

                if (reached.Failures > 0)
                {
                    return new(reached, RunState.Paused, EarlyStops.Waits);
                }

                stops.Judge(stage, asked, await store.FullMarksAsync(run, end));
            }

            var left = RunPlan.Left(asked.Spec, stage, done).ToLookup(text => stops.LeavesOut(text.Key));
            leftOut += left[true].Count();
            reached = await DoAsync(work, work.Texts(left[false]), reached);
        }

        return work.Withheld is { } reason
                ? new(
                    reached,
                    RunState.Paused,
                    reason is RequestPausedException ? null : reason.Message,
                    reason is BudgetReachedException
                )
            : work.IsCutShort ? new(reached, RunState.Paused, work.CutShortNote)
            : new(reached with { Total = reached.Total - leftOut }, RunState.Finished, stops.Note);
    }

    /// <summary>Does pieces of work, as many at once as may be in flight, and keeps what comes of them.</summary>
    /// <returns>How far the run is, once all of it is kept.</returns>
    private async Task<RunProgress> DoAsync(RunWork work, IEnumerable<RunPiece> pieces, RunProgress reached)
    {
        var finished = Channel.CreateBounded<FinishedText>(4 * BatchSize);
        var keeping = KeepOrStopAsync(work, finished.Reader, reached);
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = work.InFlight,
            CancellationToken = work.End.Token,
        };
        try
        {
            await Parallel.ForEachAsync(
                work.UntilHalted(pieces),
                options,
                async (piece, end) =>
                {
                    if (await work.TryAsync(piece, end) is { } text)
                    {
                        await finished.Writer.WriteAsync(text, end);
                    }
                }
            );
            finished.Writer.Complete();
        }
        catch (Exception problem)
        {
            finished.Writer.Complete(problem);
            throw;
        }
        finally
        {
            // A store that cannot keep is why the work was stopped, so its exception is the one that counts.
            await keeping;
        }

        if (work.Problem is { } problemOfAll)
        {
            ExceptionDispatchInfo.Throw(problemOfAll);
        }

        return await keeping;
    }

    /// <summary>A store that cannot keep any more, such as one on a full disk, stops the run.</summary>
    private async Task<RunProgress> KeepOrStopAsync(
        RunWork work,
        ChannelReader<FinishedText> finished,
        RunProgress start
    )
    {
        try
        {
            return await KeepAsync(work, finished, start);
        }
        catch
        {
            await work.End.CancelAsync();
            throw;
        }
    }

    /// <summary>Commits finished texts in batches. It ends when nothing more comes; what came is kept even when the run fails.</summary>
    private async Task<RunProgress> KeepAsync(RunWork work, ChannelReader<FinishedText> finished, RunProgress start)
    {
        var reached = start;
        var batch = new List<FinishedText>();
        while (await MoreAsync(finished))
        {
            while (batch.Count < BatchSize && finished.TryRead(out var one))
            {
                batch.Add(one);
            }

            await store.CommitAsync(
                work.Asked.Run,
                [.. batch.Select(one => one.Text).OfType<WrittenGeneration>()],
                [.. batch.SelectMany(one => one.Gradings)],
                CancellationToken.None
            );
            reached = reached with
            {
                Done = reached.Done + batch.Count(one => one.IsDone),
                Failures = reached.Failures + batch.Sum(one => one.Failures),
            };
            batch.Clear();
            work.Progress?.Report(reached);
        }

        return reached;
    }

    private static async Task<bool> MoreAsync<T>(ChannelReader<T> finished)
    {
        try
        {
            return await finished.WaitToReadAsync();
        }
        catch (Exception)
        {
            // Why the run stopped is told by its own exception.
            return false;
        }
    }

    private async Task TrySetStateAsync(AskedRun asked, RunState state, string? note)
    {
        try
        {
            if (asked.WritesTexts)
            {
                await store.SetStateAsync(asked.Run, state, note, CancellationToken.None);
            }
        }
        catch (Exception)
        {
            // A store that could not keep the texts may not take this either; the first exception says why.
        }
    }
}
