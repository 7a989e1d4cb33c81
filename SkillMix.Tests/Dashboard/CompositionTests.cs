using System.Collections.Concurrent;
using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Dashboard;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Pages.Compose;
using SkillMix.Tests.ChatModels;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

public sealed class CompositionTests : IDisposable
{
    private const string Name = "a composition";

    private static readonly SkillCatalogue Catalogue = OpenCatalogue.Load();
    private readonly TemporaryFolder _folder = new();
    private readonly CurrentStore _store;

    public CompositionTests() =>
        _store = new(
            new DashboardOptions(_folder.File("own.db"), SampleDb: _folder.File("sample.db")),
            TimeProvider.System
        );

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Composition_OfRehearsalModels_IsKeptWithTheSameTextsAndVerdicts()
    {
        await using var composition = await Composition.StartAsync(
            Prepared(["rehearsal/base", "rehearsal/tuned-1-2"], "rehearsal/grader-a", topics: 2),
            new RehearsalDirectory(),
            TimeProvider.System
        );
        await composition.Ended;

        Assert.Equal((CompositionState.Finished, null), (composition.State, composition.Problem));
        Assert.Equal(4, composition.Texts.Count);
        Assert.Empty(await _store.Runs.RunsAsync(CancellationToken.None));
        var run = await composition.KeepAsync(_store, Name, CancellationToken.None);

        Assert.Equal((Name, ComposeView.Study, RunOrigin.Rehearsal), (run.Name, run.Study, run.Origin));
        Assert.Equal(Said(composition), await SaidInStoreAsync());
    }

    [Fact]
    public async Task Composition_OverAServerThatDoesNotStream_FindsItOutOnceAndAsksForWholeReplies()
    {
        await using var server = await FakeProviderServer.StartAsync(request =>
            FakeReply.Says(request.Model == "judge" ? Table : "Answer: A short text.") with
            {
                NeverStreams = true,
            }
        );
        await using var composition = await StartAsync(server);

        await composition.Ended;

        Assert.Equal((CompositionState.Finished, null), (composition.State, composition.Problem));
        Assert.Single(Assert.Single(composition.Texts).Item!.Gradings);
        // Two turns and a grading; writer and judge are each asked for pieces once.
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal(2, server.Requests.Count(request => request.IsStream));
    }

    [Fact]
    public async Task Composition_OverAProvider_IsStreamedAndKeptWithoutAskingAgainAndWithWhatItCost()
    {
        await using var server = await FakeProviderServer.StartAsync(request =>
            FakeReply.Says(request.Model == "judge" ? Table : "Answer: A short text of several words.") with
            {
                DelayBetweenPieces = TimeSpan.FromMilliseconds(15),
            }
        );
        await using var composition = await StartAsync(server);
        var steps = new ConcurrentQueue<ComposedText>();
        while (!composition.Ended.IsCompleted)
        {
            if (composition.TakeNews())
            {
                steps.Enqueue(composition.Texts[0]);
            }

            await Task.Yield();
        }

        Assert.Equal((CompositionState.Finished, null), (composition.State, composition.Problem));
        Assert.Contains(steps, text => text is { Step: ComposedStep.Writing, Reply: ['A', .., not '.'] });
        Assert.Contains(steps, text => text.Step == ComposedStep.Revising);
        Assert.Contains(steps, text => text is { Step: ComposedStep.Grading, Graders: [{ Reply.Length: > 0 }] });
        Assert.All(server.Requests, request => Assert.True(request.IsStream && request.Field("seed") is null));
        Assert.Equal(3, server.Requests.Count);

        var run = await composition.KeepAsync(_store, Name, CancellationToken.None);

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(Said(composition), await SaidInStoreAsync());
        var standing = await _store.Runs.StandingAsync(run, CancellationToken.None);
        Assert.Equal((RunState.Finished, 45L), (standing.Run.State, composition.Spent.Tokens));
        Assert.Equal(composition.Spent, standing.Spent);
        Assert.All(standing.Spending, model => Assert.True(model.Seconds / model.Replies > 0.01));
    }

    [Fact]
    public async Task Composition_ThrownAway_LeavesNothingInTheStoreAndNoFile()
    {
        var composition = await Composition.StartAsync(
            Prepared(["rehearsal/base"], "rehearsal/grader-a"),
            new RehearsalDirectory(),
            TimeProvider.System
        );
        await composition.Ended;
        Assert.True(File.Exists(composition.StorePath));

        await composition.DisposeAsync();

        Assert.False(Directory.Exists(Path.GetDirectoryName(composition.StorePath)));
        Assert.Empty(await _store.Runs.RunsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Composition_Stopped_IsKeptAsARunThatGoesOnWithTheRest()
    {
        var gate = new TaskCompletionSource();
        await using var server = await FakeProviderServer.StartAsync(request =>
            request.Model == "judge" ? FakeReply.Says(Table)
            : request.Body.GetRawText().Contains(Catalogue.Topics[1].Name, StringComparison.Ordinal)
                ? FakeReply.Says("Answer: Late.") with
                {
                    Gate = gate.Task,
                }
            : FakeReply.Says("Answer: A short text.")
        );
        await using var composition = await StartAsync(server, topics: 2);
        while (composition.Texts.All(text => text.Item is null))
        {
            await Task.Yield();
        }

        composition.Stop();
        await composition.Ended;
        gate.SetResult();

        Assert.Equal(CompositionState.Stopped, composition.State);
        Assert.Equal([ComposedStep.Done, ComposedStep.Stopped], composition.Texts.Select(text => text.Step));
        var run = await composition.KeepAsync(_store, Name, CancellationToken.None);
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(RunState.Paused, (await _store.Runs.StandingAsync(run, CancellationToken.None)).Run.State);
        Assert.Single(await SaidInStoreAsync());
        // 15 tokens for each of the three that were answered; the one that was given up counts as much as it could cost.
        var spent = (await _store.Runs.StandingAsync(run, CancellationToken.None)).Spent;
        Assert.True(spent.Tokens > 3 * 15);
        Assert.Equal((composition.Spent, 4L), (spent, spent.Requests));

        var pipeline = new RunPipeline(_store.Runs, Models(server), RunHolder.Me("test"), TimeProvider.System);
        var asked = await _store.Runs.AskedAsync(run, CancellationToken.None);
        var outcome = await pipeline.ExecuteAsync(asked, RunTerms.Default, null, CancellationToken.None);

        Assert.Equal((RunState.Finished, 2), (outcome.State, outcome.Reached.Done));
        Assert.Equal(7, server.Requests.Count);
    }

    [Fact]
    public async Task Composition_WhoseEndGoesWrong_FailsInWordsAndLeavesNoFolder()
    {
        var clock = new StoppingClock();
        var composition = await Composition.StartAsync(
            Prepared(["rehearsal/base"], "rehearsal/grader-a"),
            new Interrupted(clock),
            clock
        );
        await composition.Ended;

        Assert.Equal((CompositionState.Failed, StoppingClock.Words), (composition.State, composition.Problem));
        var problem = await Record.ExceptionAsync(() => composition.DisposeAsync().AsTask());
        Assert.Null(problem);
        Assert.False(Directory.Exists(Path.GetDirectoryName(composition.StorePath)));
    }

    [Fact]
    public async Task Composition_BesideWhatAKilledProcessLeft_RemovesThatAndNothingInUse()
    {
        await using var first = await Composition.StartAsync(
            Prepared(["rehearsal/base"], "rehearsal/grader-a"),
            new RehearsalDirectory(),
            TimeProvider.System
        );
        var left = Directory.CreateTempSubdirectory("skillmix-compose-").FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "in-use"), "");

        await using var second = await Composition.StartAsync(
            Prepared(["rehearsal/base"], "rehearsal/grader-a"),
            new RehearsalDirectory(),
            TimeProvider.System
        );

        Assert.False(Directory.Exists(left));
        Assert.True(File.Exists(first.StorePath));
        Assert.True(File.Exists(second.StorePath));
    }

    [Fact]
    public async Task Composition_OfARefusalAndAFailure_SaysTheProvidersWordsAndKeepsThem()
    {
        await using var server = await FakeProviderServer.StartAsync(request =>
            request.Model == "judge" ? FakeReply.Fails(400, "The text is too short.")
            : request.Body.GetRawText().Contains(Catalogue.Topics[1].Name, StringComparison.Ordinal)
                ? FakeReply.Refuses("I will not write that.")
            : FakeReply.Says("Answer: A short text.")
        );
        await using var composition = await StartAsync(server, topics: 2);
        await composition.Ended;

        Assert.Equal(CompositionState.Finished, composition.State);
        var (written, refused) = (composition.Texts[0].Item!, composition.Texts[1].Item!);
        Assert.Contains("The text is too short.", Assert.Single(written.Gradings).Error, StringComparison.Ordinal);
        Assert.Contains("I will not write that.", refused.Error, StringComparison.Ordinal);
        var asked = server.Requests.Count;
        var run = await composition.KeepAsync(_store, Name, CancellationToken.None);

        Assert.Equal(asked, server.Requests.Count);
        var standing = await _store.Runs.StandingAsync(run, CancellationToken.None);
        Assert.Contains(standing.Errors, error => error.Words.Contains("too short", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Composition_WithAKeyThatIsNotTaken_FailsInTheProvidersWords()
    {
        await using var server = await FakeProviderServer.StartAsync(
            FakeReply.Fails(401, "Incorrect API key provided.")
        );
        await using var composition = await StartAsync(server);
        await composition.Ended;

        Assert.Equal(CompositionState.Failed, composition.State);
        Assert.Contains("Incorrect API key provided.", composition.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keep_WhileTheSampleStoreIsShown_OpensOnesOwnStoreFirst()
    {
        await _store.SwitchToSampleAsync();
        await using var composition = await Composition.StartAsync(
            Prepared(["rehearsal/base"], "rehearsal/grader-a"),
            new RehearsalDirectory(),
            TimeProvider.System
        );

        var run = await composition.KeepAsync(_store, Name, CancellationToken.None);

        Assert.Equal((false, _folder.File("own.db")), (_store.IsSample, _store.Path));
        Assert.Equal(run.Id, Assert.Single(await _store.Runs.RunsAsync(CancellationToken.None)).Id);
    }

    [Fact]
    public async Task Keep_UnderANameThatIsTaken_SaysSoAndChangesNothing()
    {
        await using var composition = await Composition.StartAsync(
            Prepared(["rehearsal/base"], "rehearsal/grader-a"),
            new RehearsalDirectory(),
            TimeProvider.System
        );
        await composition.KeepAsync(_store, Name, CancellationToken.None);

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            composition.KeepAsync(_store, Name, CancellationToken.None)
        );

        Assert.Contains("another name", problem.Message, StringComparison.Ordinal);
        Assert.Single(await _store.Runs.RunsAsync(CancellationToken.None));
    }

    private const string Table =
        "| Criteria | Points Earned |\n|---|---|\n| item 1 | 1 |\n| item 2 | 1 |\n| item 3 | 1 |\n| item 4 | 1 |\n| item 5 | 1 |\n";

    private static Task<Composition> StartAsync(FakeProviderServer server, int topics = 1) =>
        Composition.StartAsync(
            Prepared(["compatible/writer"], "compatible/judge", topics),
            Models(server),
            TimeProvider.System
        );

    private static ModelDirectory Models(FakeProviderServer server) =>
        new(
            new ModelsFile([
                .. new[] { "writer", "judge" }.Select(name => new ModelSpec(
                    $"compatible/{name}",
                    Provider.Compatible,
                    name
                )
                {
                    Endpoint = server.OpenAIAddress,
                }),
            ]),
            new NoKeys(),
            RunPace.Default,
            TimeProvider.System
        );

    private static PreparedRun Prepared(IReadOnlyList<string> students, string grader, int topics = 1) =>
        PreparedRun.From(
            new ComposeView
            {
                Skills = [Catalogue.Skills[0].Name, Catalogue.Skills[1].Name],
                Topics = [.. Catalogue.Topics.Take(topics).Select(topic => topic.Name)],
                Students = students,
                Graders = [new(grader)],
            }.ToDesign(),
            "."
        );

    private static List<string> Said(Composition composition) =>
        [.. composition.Texts.Select(text => SaidIn(text.Item!)).Order(StringComparer.Ordinal)];

    private async Task<List<string>> SaidInStoreAsync()
    {
        var page = await _store.Index.PageAsync(
            Core.Browse.GenerationFilter.All,
            Core.Browse.PageStart.First,
            100,
            CancellationToken.None
        );
        var said = new List<string>();
        foreach (var line in page.Lines)
        {
            said.Add(SaidIn((await _store.Index.ItemAsync(line.Id, CancellationToken.None))!));
        }

        return [.. said.Order(StringComparer.Ordinal)];
    }

    private static string SaidIn(Core.Browse.GenerationItem item) =>
        string.Join(
            '\n',
            item.Turns.Select(turn => turn.Reply)
                .Prepend($"{item.Line.Student}, {item.Line.TupleIndex}")
                .Concat(item.Gradings.Select(grading => grading.Reply))
        );

    /// <summary>A clock that breaks for good.</summary>
    private sealed class StoppingClock : TimeProvider
    {
        public const string Words = "The clock has stopped.";

        public bool HasStopped { get; set; }

        public override DateTimeOffset GetUtcNow() =>
            HasStopped ? throw new InvalidOperationException(Words) : base.GetUtcNow();
    }

    /// <summary>Rehearsal models at whose first word the clock stops.</summary>
    private sealed class Interrupted(StoppingClock clock) : IModelDirectory
    {
        private readonly RehearsalDirectory _models = new();

        public StudyModel Describe(string name) => _models.Describe(name);

        public Microsoft.Extensions.AI.IChatClient Open(string name, Budget budget)
        {
            clock.HasStopped = true;
            return _models.Open(name, budget);
        }
    }

    private sealed class NoKeys : IKeyRing
    {
        public string? Find(string name) => null;
    }
}
