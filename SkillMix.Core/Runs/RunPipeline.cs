using System.Threading.Channels;
using Microsoft.Extensions.AI;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>Does a run: writes and grades what is left of it and keeps every text with its gradings.</summary>
/// <remarks>
/// It is the one place that records a model's failure and carries on: the item is kept as failed, with the provider's words,
/// and asked again when the run is resumed. What stops a run is its user, or a store that cannot keep any more.
/// </remarks>
/// <param name="store">Where it is kept.</param>
/// <param name="models">The chat model of a name.</param>
/// <param name="prompts">The templates that the spec names by hash.</param>
public sealed class RunPipeline(IRunStore store, Func<string, IChatClient> models, PromptLibrary prompts)
{
    private const int BatchSize = 250;

    /// <summary>Works on a run until nothing is left. A run that was stopped, or had failures, goes on where it was.</summary>
    /// <param name="run">The run, open in the store.</param>
    /// <param name="spec">What it asks.</param>
    /// <param name="samples">The tuples of <see cref="RunSpec.Samples"/>, in the same order.</param>
    /// <param name="inFlight">Most texts under way at once, ≥ 1.</param>
    /// <param name="progress">Told after each commit; null for nobody.</param>
    /// <returns>How it ended.</returns>
    public async Task<RunProgress> ExecuteAsync(
        Run run,
        RunSpec spec,
        IReadOnlyList<TupleSample> samples,
        int inFlight,
        IProgress<RunProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFlight, 1);
        var worker = new RunWorker(spec, models, prompts);
        await store.SetStateAsync(run, RunState.Running, cancellationToken);
        try
        {
            var reached = await WorkAsync(worker, run, spec, samples, inFlight, progress, cancellationToken);
            await store.SettleAsync(run, cancellationToken);
            await store.SetStateAsync(run, RunState.Finished, cancellationToken);
            return reached;
        }
        catch (OperationCanceledException)
        {
            await store.SetStateAsync(run, RunState.Paused, CancellationToken.None);
            throw;
        }
        catch (Exception)
        {
            await TryMarkFailedAsync(run);
            throw;
        }
    }

    private async Task<RunProgress> WorkAsync(
        RunWorker worker,
        Run run,
        RunSpec spec,
        IReadOnlyList<TupleSample> samples,
        int inFlight,
        IProgress<RunProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var done = await store.GenerationsDoneAsync(run, cancellationToken);
        var ungraded = await store.UngradedAsync(run, spec.Gradings, cancellationToken);
        var tuples = RunPlan.TuplesOf(samples);
        var left = RunPlan.Left(spec, samples, done);
        var finished = Channel.CreateBounded<FinishedText>(4 * BatchSize);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var start = new RunProgress(done.Count - ungraded.Count, RunPlan.Count(spec, samples));
        var keeping = KeepOrStopAsync(run, finished.Reader, start, progress, stop);
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = inFlight, CancellationToken = stop.Token };
            await Parallel.ForEachAsync(
                ungraded.Where(text => tuples.ContainsKey((text.Key.Sample, text.Key.TupleIndex))),
                options,
                async (text, token) =>
                {
                    var tuple = tuples[(text.Key.Sample, text.Key.TupleIndex)];
                    await finished.Writer.WriteAsync(await worker.GradeAsync(text, tuple, token), token);
                }
            );
            await Parallel.ForEachAsync(
                left,
                options,
                async (text, token) => await finished.Writer.WriteAsync(await worker.WriteAsync(text, token), token)
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

        return await keeping;
    }

    /// <summary>A store that cannot keep any more, such as one on a full disk, stops the run.</summary>
    private async Task<RunProgress> KeepOrStopAsync(
        Run run,
        ChannelReader<FinishedText> finished,
        RunProgress start,
        IProgress<RunProgress>? progress,
        CancellationTokenSource stop
    )
    {
        try
        {
            return await KeepAsync(run, finished, start, progress);
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    /// <summary>Commits finished texts in batches. It ends when nothing more comes; what came is kept even when the run fails.</summary>
    private async Task<RunProgress> KeepAsync(
        Run run,
        ChannelReader<FinishedText> finished,
        RunProgress start,
        IProgress<RunProgress>? progress
    )
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
                run,
                [.. batch.Select(one => one.Text).OfType<WrittenGeneration>()],
                [.. batch.SelectMany(one => one.Gradings)],
                CancellationToken.None
            );
            reached = reached with
            {
                Done = reached.Done + batch.Count(one => one.Failures == 0),
                Failures = reached.Failures + batch.Sum(one => one.Failures),
            };
            batch.Clear();
            progress?.Report(reached);
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

    private async Task TryMarkFailedAsync(Run run)
    {
        try
        {
            await store.SetStateAsync(run, RunState.Failed, CancellationToken.None);
        }
        catch (Exception)
        {
            // A store that could not keep the texts may not take this either; the first exception says why.
        }
    }
}
