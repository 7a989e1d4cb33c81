using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;
using SkillMix.Dashboard.Background;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

public sealed class RunDeskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _open = [];

    public void Dispose()
    {
        _open.Reverse();
        _open.ForEach(one => one.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task Stop_WhileARunIsUnderWay_TheNextDeskGoesOnWithIt()
    {
        var gate = new TaskCompletionSource();
        await using var server = await ServerAsync(gate.Task);
        var first = Desk(server);
        var run = await first.Desk.StartAsync(Prepared("a run"), RunTerms.Default);
        await HasAsync(server, 1);

        await StopAsync(first.Desk);
        Assert.Equal(RunState.Running, await StateAsync(first.Store, run));
        gate.SetResult();
        var second = Desk(server);
        var ended = EndOf(second.Desk);
        await StartAsync(second.Desk);

        Assert.Equal((run.Id, RunState.Finished), ((await ended).Run.Id, (await ended).State));
    }

    [Fact]
    public async Task Stop_AfterAPauseWasAskedFor_LeavesTheRunPaused()
    {
        var gate = new TaskCompletionSource();
        await using var server = await ServerAsync(gate.Task);
        var (desk, store) = Desk(server);
        var run = await desk.StartAsync(Prepared("a run"), RunTerms.Default);
        await HasAsync(server, 1);

        desk.Pause(run.Id);
        await StopAsync(desk);

        Assert.Equal(RunState.Paused, await StateAsync(store, run));
        gate.SetResult();
    }

    [Fact]
    public async Task Stop_WhileAPausedRunIsGradedAgain_WritesNoTextAtTheNextStart()
    {
        var gate = new TaskCompletionSource();
        await using var server = await ServerAsync(gate.Task, model => model == "second");
        var (desk, store) = Desk(server);
        var ended = EndOf(desk);
        var run = await desk.StartAsync(Prepared("a run", tuples: 6), RunTerms.Default with { MostTexts = 2 });
        Assert.Equal(RunState.Paused, (await ended).State);
        var writes = server.Requests.Count(request => request.Model == "writer");

        await desk.GradeAsync(run, new("compatible/second"));
        await HasAsync(server, 1, "second");
        await StopAsync(desk);
        gate.SetResult();
        var next = Desk(server);
        await StartAsync(next.Desk);

        Assert.Equal(RunState.Paused, await StateAsync(next.Store, run));
        Assert.False(next.Desk.WorksOn(run.Id));
        Assert.Equal(writes, server.Requests.Count(request => request.Model == "writer"));
        Assert.Null((await store.Runs.StandingAsync(run, default)).Holder);
    }

    [Fact]
    public async Task Grade_WithAGraderThatIsNotTaken_LeavesAFinishedRunFinished()
    {
        await using var server = await FakeProviderServer.StartAsync(request =>
            request.Model == "second" ? FakeReply.Fails(401, "No such key.") : Reply(request.Model)
        );
        var (desk, store) = Desk(server);
        var ended = EndOf(desk);
        var run = await desk.StartAsync(Prepared("a run"), RunTerms.Default);
        await ended;
        var before = await store.Runs.StandingAsync(run, default);
        ended = EndOf(desk);

        await desk.GradeAsync(run, new("compatible/second"));

        var graded = await ended;
        Assert.Equal((RunState.Failed, true), (graded.State, graded.IsGrading));
        var after = await store.Runs.StandingAsync(run, default);
        Assert.Equal(
            (RunState.Finished, before.Finished, before.Started),
            (after.Run.State, after.Finished, after.Started)
        );
    }

    [Fact]
    public async Task Start_WhereOneRunCannotBeTakenUp_SaysWhyAndGoesOnWithTheOthers()
    {
        await using var server = await ServerAsync(Task.CompletedTask);
        var (_, store) = Desk(server);
        var lost = await InterruptedAsync(store, "lost", "compatible/nowhere");
        var found = await InterruptedAsync(store, "found", "compatible/writer");
        var (desk, _) = Desk(server);
        var ended = EndOf(desk);

        await StartAsync(desk);

        Assert.Equal((found.Id, RunState.Finished), ((await ended).Run.Id, (await ended).State));
        var standing = await store.Runs.StandingAsync(lost, default);
        Assert.Equal(RunState.Paused, standing.Run.State);
        Assert.Contains("SKILLMIX_NOWHERE_BASE_URL", standing.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_OfARunThatAnotherProcessWorksOn_SaysWhoDoes()
    {
        await using var server = await ServerAsync(Task.CompletedTask);
        var (desk, store) = Desk(server);
        var run = await new RunBook(store.Runs, new RehearsalDirectory()).OpenAsync(
            Prepared("elsewhere", "rehearsal/base", "rehearsal/grader-a"),
            default
        );
        await store.Runs.TakeAsync(run, RunHolder.Me(RunHolder.CommandLine), RunTerms.Default, default);

        var held = await Assert.ThrowsAsync<RunHeldException>(() => desk.CancelAsync(run));

        Assert.Contains("the command line", held.Message, StringComparison.Ordinal);
        Assert.Equal(RunState.Running, await StateAsync(store, run));
    }

    private (RunDesk Desk, CurrentStore Store) Desk(FakeProviderServer server)
    {
        var db = _folder.File("skillmix.db");
        File.WriteAllText(
            _folder.File(ModelBook.ModelsName),
            $"""
            models:
              - name: compatible/writer
                endpoint: {server.OpenAIAddress}
              - name: compatible/judge
                endpoint: {server.OpenAIAddress}
              - name: compatible/second
                endpoint: {server.OpenAIAddress}
            """
        );
        var store = new CurrentStore(new DashboardOptions(db), TimeProvider.System);
        var book = ModelBook.Beside(db, protection: _folder.File("protection"));
        var desk = new RunDesk(store, book, TimeProvider.System, NullLogger<RunDesk>.Instance);
        _open.AddRange([store, desk]);
        return (desk, store);
    }

    /// <summary>A run that a dashboard was working on when it was killed.</summary>
    private static async Task<Run> InterruptedAsync(CurrentStore store, string name, string student)
    {
        var prepared = Prepared(name, student);
        var models = new ModelDirectory(
            new([]),
            new Core.ChatModels.EnvironmentKeys(_ => null),
            RunPace.Default,
            TimeProvider.System
        );
        var run = await new RunBook(store.Runs, models).OpenAsync(prepared, default);
        var gone = RunHolder.Me(RunHolder.Dashboard);
        await store.Runs.TakeAsync(run, gone, RunTerms.Default, default);
        await store.Runs.ReleaseAsync(run, gone);
        return run;
    }

    private static PreparedRun Prepared(
        string name,
        string student = "compatible/writer",
        string grader = "compatible/judge",
        int tuples = 2
    ) =>
        PreparedRun.From(
            new RunDesign
            {
                Name = name,
                Ks = [2],
                Tuples = tuples,
                Rounds = 1,
                Students = [student],
                Graders = [new(grader)],
            },
            "."
        );

    private static Task<FakeProviderServer> ServerAsync(Task gate, Func<string, bool>? waits = null) =>
        FakeProviderServer.StartAsync(request =>
            waits?.Invoke(request.Model) == false ? Reply(request.Model) : Reply(request.Model) with { Gate = gate }
        );

    private static FakeReply Reply(string model) =>
        FakeReply.Says(
            model == "writer"
                ? "Answer: A short text."
                : "Here's the grading table:\n| Criteria | Points Earned |\n|---|---|\n"
                    + string.Concat(Enumerable.Range(1, 5).Select(i => $"| item {i} | 1 |\n"))
                    + "\nExplanation:\nAll is well."
        );

    /// <summary>Once the server has got so many requests.</summary>
    private static async Task HasAsync(FakeProviderServer server, int requests, string? model = null)
    {
        while (server.Requests.Count(request => model is null || request.Model == model) < requests)
        {
            await Task.Yield();
        }
    }

    private static Task<RunEnded> EndOf(RunDesk desk)
    {
        var ended = new TaskCompletionSource<RunEnded>(TaskCreationOptions.RunContinuationsAsynchronously);
        desk.Ended += one => ended.TrySetResult(one);
        return ended.Task;
    }

    private static async Task<RunState> StateAsync(CurrentStore store, Run run) =>
        (await store.Runs.StandingAsync(run, default)).Run.State;

    private static Task StartAsync(IHostedService desk) => desk.StartAsync(CancellationToken.None);

    private static Task StopAsync(IHostedService desk) => desk.StopAsync(CancellationToken.None);
}
