using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>A batch that is over, and what was taken of it.</summary>
/// <param name="Batch">The batch, with the provider's last word.</param>
/// <param name="Taken">Replies that went into the log.</param>
/// <param name="Problem">Why it did not complete, in one sentence; null where it did.</param>
public sealed record EndedBatch(HandedInBatch Batch, int Taken, string? Problem);

/// <summary>How far the batches are that are out.</summary>
/// <param name="Done">Requests that are answered or have failed.</param>
/// <param name="Total">Requests in all of them.</param>
/// <param name="Words">The providers' words for how they stand.</param>
public readonly record struct BatchProgress(int Done, int Total, string Words);

/// <summary>Replies out of batches: hands in what has no reply, follows the batches and reads them, until nothing is left.</summary>
/// <remarks>
/// A batch is in the store as soon as it is handed in, and stays there until it is read: whoever resumes the run goes on with it.
/// As long as batches are out, nothing more is handed in. A request that a completed batch answered with an error is handed in
/// again only when the run is resumed. A batch that the provider does not know stays in the store until somebody forgets it: a wrong
/// key or address looks the same.
/// </remarks>
/// <param name="withheld">Gathers what has no reply.</param>
/// <param name="models">Where batches are handed in.</param>
/// <param name="book">Keeps the batches that are out.</param>
/// <param name="poll">Time between two looks, ≥ 0.</param>
/// <param name="clock">Waits.</param>
/// <param name="progress">Told after every look; null for nobody.</param>
public sealed class BatchReplies(
    WithheldRequests withheld,
    ModelDirectory models,
    IRequestBook book,
    TimeSpan poll,
    TimeProvider clock,
    IProgress<BatchProgress>? progress = null
) : IReplySource
{
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private readonly List<EndedBatch> _ended = [];
    private readonly List<ReplyFileReport> _reports = [];
    private readonly Dictionary<string, string> _unknown = new(StringComparer.Ordinal);

    /// <summary>The batches that were read, in the order in which they ended.</summary>
    public IReadOnlyList<EndedBatch> Ended => _ended;

    /// <summary>What their files held.</summary>
    public IReadOnlyList<ReplyFileReport> Reports => _reports;

    /// <summary>Ids of batches that the provider does not know; they stay in the store.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown.Keys;

    /// <inheritdoc/>
    public async Task<RunOutcome?> NextAsync(RunPass pass, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pass);
        var pending = withheld.Take();
        var outBefore = await book.BatchesAsync(pass.Asked.Run, cancellationToken);
        if (outBefore.Count > 0)
        {
            var taken = await FollowAsync(pass, outBefore, pending, cancellationToken);
            return taken == 0 && _unknown.Count > 0 ? End(pass, pending, null) : null;
        }

        var (batches, over) = await HandInAsync(pass, pending, cancellationToken);
        return batches.Count > 0 && await FollowAsync(pass, batches, pending, cancellationToken) > 0
            ? null
            : End(pass, pending, over);
    }

    private async Task<(List<HandedInBatch> Batches, BudgetReachedException? Over)> HandInAsync(
        RunPass pass,
        IReadOnlyList<WithheldRequest> pending,
        CancellationToken cancellationToken
    )
    {
        var run = pass.Asked.Run;
        var batches = new List<HandedInBatch>();
        var worst = Spending.None;
        foreach (
            var group in pending
                .Where(request => IsToBeHandedIn(request))
                .GroupBy(request => request.Request.Model, request => request.Request)
        )
        {
            var model = withheld.SpecOf(group.Key);
            var priced = model.InBatches();
            var endpoint = models.OpenBatches(group.Key);
            foreach (var file in BatchFile.Split(group, model))
            {
                worst += file
                    .Requests.Select(request =>
                        ModelCost.AtMost(priced, pass.Budget.Limits, request.Messages, request.Options)
                    )
                    .Aggregate(Spending.None, (sum, one) => sum + one);
                try
                {
                    pass.Budget.Require(worst);
                }
                catch (BudgetReachedException over)
                {
                    return (batches, over);
                }

                var name = FormattableString.Invariant($"skillmix-{run.Id:N}-{batches.Count + 1}.jsonl");
                var id = await endpoint.SubmitAsync(file, name, cancellationToken);
                var batch = new HandedInBatch(id, group.Key, file.Requests.Count, "handed in");
                await book.KeepBatchAsync(run, batch);
                batches.Add(batch);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return (batches, null);
    }

    private bool IsToBeHandedIn(WithheldRequest request) =>
        !_failed.Contains(request.Id) && withheld.TakesFiles(request.Request.Model);

    /// <summary>Looks at batches until all of them are over and read, those apart that the provider does not know.</summary>
    /// <returns>How many replies were taken.</returns>
    private async Task<int> FollowAsync(
        RunPass pass,
        IReadOnlyList<HandedInBatch> batches,
        IReadOnlyList<WithheldRequest> pending,
        CancellationToken cancellationToken
    )
    {
        var intake = new ReplyIntake(pass, withheld, book);
        var known = batches.ToDictionary(batch => batch.Id, batch => (Done: 0, batch.State));
        var taken = 0;
        _unknown.Clear();
        for (var open = batches.ToList(); ; )
        {
            foreach (var batch in open.ToList())
            {
                BatchState? state;
                try
                {
                    state = await TryAsync(LookAsync);
                }
                catch (ProviderException gone) when (gone.StatusCode == 404)
                {
                    _unknown[batch.Id] =
                        $"The provider of {batch.Model} knows no batch {batch.Id} ({gone.Words.TrimEnd('.')}): look at the key and the address.";
                    open.Remove(batch);
                    continue;
                }

                if (state is null)
                {
                    continue; // It is looked at again.
                }

                known[batch.Id] = (state.Completed + state.Failed, state.Status);
                if (!state.IsOver)
                {
                    await book.KeepBatchAsync(pass.Asked.Run, batch with { State = state.Status });
                }
                else if (await TryAsync(() => ReadAsync(batch, state)) is { } ended)
                {
                    await book.KeepBatchAsync(pass.Asked.Run, ended.Batch, isRead: true);
                    _ended.Add(ended);
                    taken += ended.Taken;
                    open.Remove(batch);
                }

                Task<BatchState> LookAsync() => models.OpenBatches(batch.Model).LookAsync(batch.Id, cancellationToken);
            }

            progress?.Report(
                new(
                    known.Values.Sum(one => one.Done),
                    batches.Sum(batch => batch.Requests),
                    string.Join(", ", known.Values.Select(one => one.State).Distinct())
                )
            );
            if (open.Count == 0)
            {
                return taken;
            }

            await Task.Delay(poll, clock, cancellationToken);
        }

        async Task<EndedBatch> ReadAsync(HandedInBatch batch, BatchState state)
        {
            var fetched = new List<(string Name, Stream Lines)>();
            try
            {
                foreach (var file in new[] { state.OutputFile, state.ErrorFile }.OfType<string>())
                {
                    var lines = await models.OpenBatches(batch.Model).ReadAsync(file, cancellationToken);
                    fetched.Add(($"{batch.Id}/{file}", lines));
                }

                var came = 0;
                foreach (var (name, stream) in fetched)
                {
                    using var lines = new StreamReader(stream);
                    var (report, fresh) = await intake.TakeAsync(lines, name, pending, [], cancellationToken);
                    _reports.Add(report);
                    came += fresh;
                    if (state.Status == "completed")
                    {
                        _failed.UnionWith(
                            report
                                .Problems.Where(problem => problem.Kind == ReplyFileProblemKind.ProviderError)
                                .Select(problem => problem.Id)
                                .OfType<string>()
                        );
                    }
                }

                return new(batch with { State = state.Status }, came, ProblemOf(batch, state));
            }
            finally
            {
                foreach (var (_, stream) in fetched)
                {
                    await stream.DisposeAsync();
                }
            }
        }
    }

    /// <summary>Null where it did not work now, and may work at the next look.</summary>
    private static async Task<T?> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (ProviderException passing) when (passing.IsTransient)
        {
            return null;
        }
    }

    private static string? ProblemOf(HandedInBatch batch, BatchState state) =>
        state.Status == "completed"
            ? null
            : $"The batch {batch.Id} of {batch.Model} is {state.Status}"
                + (state.Problem is { } words ? $": {words}" : ".");

    private RunOutcome End(RunPass pass, IReadOnlyList<WithheldRequest> pending, BudgetReachedException? over)
    {
        if (pending.Count == 0 && _unknown.Count == 0)
        {
            return pass.Outcome;
        }

        var id = pass.Asked.Run.Id;
        var failed = pending.Count(request => _failed.Contains(request.Id));
        var direct = pending.Count(request => !withheld.TakesFiles(request.Request.Model));
        string?[] sentences =
        [
            over?.Message,
            .. _unknown.Values,
            _unknown.Count == 0
                ? null
                : $"'skillmix resume {id:N} --batch --forget-batches' forgets what is out and hands it in again.",
            _ended.LastOrDefault()?.Problem,
            failed == 0
                ? null
                : $"{failed} requests were answered with an error; 'skillmix resume {id:N} --batch' hands them in again.",
            direct == 0
                ? null
                : $"{direct} requests are to models that take no batches; 'skillmix resume {id:N}' asks them directly.",
        ];
        var said = string.Join(' ', sentences.OfType<string>());
        return pass.Outcome with
        {
            Reached = pass.Outcome.Reached with { Failures = pass.Outcome.Reached.Failures + failed },
            State = RunState.Paused,
            Note =
                said.Length > 0
                    ? said
                    : $"{pending.Count} requests have no reply yet; 'skillmix resume {id:N} --batch' hands them in.",
            IsBudgetReached = over is not null,
        };
    }
}
