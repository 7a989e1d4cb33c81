using Microsoft.Extensions.AI;
using SkillMix.Core.Browse;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Background;

/// <summary>How a composition stands.</summary>
public enum CompositionState
{
    /// <summary>Models are being asked.</summary>
    Working,

    /// <summary>All that was asked has come, failures included.</summary>
    Finished,

    /// <summary>Its user stopped it.</summary>
    Stopped,

    /// <summary>Something concerned all of it, such as a key that is not taken.</summary>
    Failed,
}

/// <summary>
/// A few texts written and graded at once, to be looked at before they are kept or thrown away. The real pipeline works over a
/// store of its own in the temporary folder, which is gone with the composition.
/// </summary>
/// <remarks>
/// For designs of one k and one text per tuple and student. Replies are streamed, and remembered: to keep the composition is to
/// do the same run in another store with the same replies, which asks and charges nobody again. Rehearsal models simply answer
/// again, the same.
/// </remarks>
public sealed class Composition : IAsyncDisposable
{
    private readonly PreparedRun _prepared;
    private readonly IModelDirectory _models;
    private readonly TimeProvider _clock;
    private readonly RememberedReplies _replies = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Student, int Tuple), ComposedText> _texts;
    private readonly Dictionary<(RequestRole Role, string Ticket), PlannedText[]> _planned;
    private readonly ScratchFolder _folder;
    private readonly OpenStore _store;
    private Task _work = Task.CompletedTask;
    private int _news;
    private bool _isDisposed;

    private Composition(PreparedRun prepared, IModelDirectory models, TimeProvider clock)
    {
        (_prepared, _models, _clock) = (prepared, models, clock);
        var plan = RunPlan.Texts(prepared.Spec, prepared.Samples).ToList();
        _texts = plan.ToDictionary(KeyOf, text => Waiting(text));
        _planned = plan.SelectMany(text => Tickets(prepared.Spec, text))
            .GroupBy(pair => pair.Ticket, pair => pair.Text)
            .ToDictionary(group => group.Key, group => group.ToArray());
        _folder = ScratchFolder.Make("skillmix-compose-");
        try
        {
            var file = StoreFile.Open(Path.Combine(_folder.Path, "composition.db"), StoreAccess.Create);
            _store = OpenStore.Of(file, clock, isSample: false);
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>Begins to compose.</summary>
    /// <param name="prepared">What to ask.</param>
    /// <param name="models">Who is asked.</param>
    /// <param name="clock">Measures.</param>
    /// <exception cref="StoreException">The temporary folder takes no store.</exception>
    /// <exception cref="IOException">There is no temporary folder to write to; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static async Task<Composition> StartAsync(PreparedRun prepared, IModelDirectory models, TimeProvider clock)
    {
        var composition = await Task.Run(() => new Composition(prepared, models, clock));
        composition._work = Task.Run(composition.WorkAsync);
        return composition;
    }

    /// <summary>What is asked.</summary>
    public PreparedRun Prepared => _prepared;

    /// <summary>How it stands.</summary>
    public CompositionState State { get; private set; }

    /// <summary>Why it failed, in one sentence; null where it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>What it cost; known at its end.</summary>
    public Spending Spent { get; private set; } = Spending.None;

    /// <summary>The run it was kept as; null where it was not kept.</summary>
    public Run? Kept { get; private set; }

    /// <summary>Ends when nothing more comes.</summary>
    public Task Ended => _work;

    /// <summary>The file of its own store.</summary>
    public string StorePath => _store.File.Path;

    /// <summary>Its texts as they are now: tuple by tuple, in the order of the students.</summary>
    public IReadOnlyList<ComposedText> Texts
    {
        get
        {
            lock (_lock)
            {
                return [.. _texts.Values];
            }
        }
    }

    /// <summary>Whether something has changed since this was last asked.</summary>
    public bool TakeNews() => Interlocked.Exchange(ref _news, 0) > 0;

    /// <summary>Stops at once. Texts that are done stay; requests in flight are given up.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Keeps what came as a run of one's own store, where it can be gone on with. Nobody is asked.</summary>
    /// <remarks>Where the sample study is shown, one's own store is opened first. What was spent is counted there.</remarks>
    /// <param name="store">The dashboard's store.</param>
    /// <param name="name">What the run is called.</param>
    /// <exception cref="InvalidOperationException">The store has a run of that name.</exception>
    /// <exception cref="StoreException">The store does not take it.</exception>
    public async Task<Run> KeepAsync(CurrentStore store, string name, CancellationToken cancellationToken)
    {
        await _work;
        if (store.IsSample)
        {
            await store.SwitchToOwnAsync();
        }

        var runs = store.Now.Runs;
        if ((await runs.RunsAsync(cancellationToken)).Any(run => run.Name == name))
        {
            throw new InvalidOperationException($"There is a run '{name}' in this store; give this one another name.");
        }

        var replaying = new Replaying(_models, _replies);
        var pipeline = new RunPipeline(runs, replaying, RunHolder.Me(RunHolder.Dashboard), _clock);
        var (kept, _) = await new RunBook(runs, replaying).DoAsync(
            _prepared.Named(name),
            _prepared.Terms,
            pipeline,
            null,
            cancellationToken
        );
        Kept = kept;
        store.Tell();
        return kept;
    }

    /// <summary>Stops, and throws its store away.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            await _stop.CancelAsync();
            await _work;
        }
        finally
        {
            _store.Dispose();
            _stop.Dispose();
            _folder.Dispose();
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            var directory = new Recording(_models, _replies, _clock, Tell);
            var pipeline = new RunPipeline(_store.Runs, directory, RunHolder.Me(RunHolder.Dashboard), _clock);
            var progress = new ImmediateProgress<RunProgress>(reached => _ = TryReadAsync());
            var book = new RunBook(_store.Runs, directory);
            await book.DoAsync(_prepared, _prepared.Terms, pipeline, progress, _stop.Token);
            await EndAsync(CompositionState.Finished, null);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            await EndAsync(CompositionState.Stopped, null);
        }
        catch (Exception problem)
        {
            await EndAsync(CompositionState.Failed, problem.Message);
        }
    }

    private async Task EndAsync(CompositionState state, string? problem)
    {
        try
        {
            await ReadAsync();
            if ((await _store.Runs.RunsAsync(CancellationToken.None)) is [var run, ..])
            {
                Spent = (await _store.Runs.StandingAsync(run, CancellationToken.None)).Spent;
            }
        }
        catch (Exception trouble)
        {
            (state, problem) = (CompositionState.Failed, problem ?? trouble.Message);
        }

        lock (_lock)
        {
            foreach (var (key, text) in _texts.Where(pair => pair.Value.Step != ComposedStep.Done).ToList())
            {
                _texts[key] = text with { Step = ComposedStep.Stopped };
            }
        }

        (State, Problem) = (state, problem);
        Interlocked.Increment(ref _news);
    }

    /// <summary>What is finished is read at the end once more, and then its trouble is told.</summary>
    private async Task TryReadAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (Exception)
        {
            // See above.
        }
    }

    /// <summary>Reads the texts that the pipeline has finished meanwhile.</summary>
    private async Task ReadAsync()
    {
        await _reading.WaitAsync();
        try
        {
            var page = await _store.Index.PageAsync(
                GenerationFilter.All,
                PageStart.First,
                _texts.Count,
                CancellationToken.None
            );
            foreach (var line in page.Lines)
            {
                var key = (line.Student, line.TupleIndex);
                if (
                    _texts[key].Item is null
                    && await _store.Index.ItemAsync(line.Id, CancellationToken.None) is { } item
                )
                {
                    Change(key, text => text with { Item = item, Step = ComposedStep.Done, Reply = "", Graders = [] });
                }
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>A piece of a reply has come.</summary>
    private void Tell(string model, IReadOnlyList<ChatMessage> conversation, ChatOptions? options, string reply)
    {
        if (RequestNotes.TicketOf(options) is not { } ticket)
        {
            return;
        }

        var isStudent = ticket.Role == RequestRole.Write;
        var text = _planned
            .GetValueOrDefault((ticket.Role, ticket.Round), [])
            .FirstOrDefault(text => !isStudent || text.Key.Student == model);
        if (text is null)
        {
            return;
        }

        var isRevision = conversation.Any(message => message.Role == ChatRole.Assistant);
        Change(
            KeyOf(text),
            isStudent
                ? now => now with { Step = isRevision ? ComposedStep.Revising : ComposedStep.Writing, Reply = reply }
                : now => now with { Step = ComposedStep.Grading, Graders = With(now.Graders) }
        );

        IReadOnlyList<GraderSoFar> With(IReadOnlyList<GraderSoFar> graders)
        {
            var sofar = new GraderSoFar(ticket.Round, model, reply);
            bool IsIt(GraderSoFar one) => one.Ticket == sofar.Ticket && one.Grader == model;
            return graders.Any(IsIt) ? [.. graders.Select(one => IsIt(one) ? sofar : one)] : [.. graders, sofar];
        }
    }

    private void Change((string Student, int Tuple) key, Func<ComposedText, ComposedText> change)
    {
        lock (_lock)
        {
            var text = _texts[key];
            _texts[key] = text.Step == ComposedStep.Done ? text : change(text);
        }

        Interlocked.Increment(ref _news);
    }

    private ComposedText Waiting(PlannedText text) =>
        new(
            text.Key.Student,
            text.Tuple,
            _models.Describe(text.Key.Student).IsSimulated,
            ComposedStep.Waiting,
            "",
            [],
            null
        );

    /// <summary>What the requests of a text are noted with.</summary>
    private static IEnumerable<((RequestRole Role, string Ticket) Ticket, PlannedText Text)> Tickets(
        RunSpec spec,
        PlannedText text
    ) =>
        [
            ((RequestRole.Write, text.Round), text),
            .. from grading in spec.Gradings
            from round in Enumerable.Range(1, grading.Rounds)
            select ((RequestRole.Grade, text.RoundOfGrading(grading.Id, round)), text),
        ];

    private static (string Student, int Tuple) KeyOf(PlannedText text) => (text.Key.Student, text.Key.TupleIndex);

    /// <summary>The models as they are, with replies that are streamed, told and remembered.</summary>
    private sealed class Recording(
        IModelDirectory models,
        RememberedReplies replies,
        TimeProvider clock,
        Action<string, IReadOnlyList<ChatMessage>, ChatOptions?, string> tell
    ) : IModelDirectory
    {
        public StudyModel Describe(string name) => models.Describe(name);

        public IChatClient Open(string name, Budget budget) =>
            replies.Recording(
                models.Open(name, budget),
                name,
                clock,
                (conversation, options, reply) => tell(name, conversation, options, reply)
            );
    }

    /// <summary>The same models with what they said; only rehearsal models, which cost nothing, say it again.</summary>
    private sealed class Replaying(IModelDirectory models, RememberedReplies replies) : IModelDirectory
    {
        public StudyModel Describe(string name) => models.Describe(name);

        public IChatClient Open(string name, Budget budget) =>
            Describe(name).IsSimulated ? models.Open(name, budget) : replies.Replaying(name);
    }
}
