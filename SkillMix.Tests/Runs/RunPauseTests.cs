using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Tests.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.Runs;

public sealed class RunPauseTests
{
    private const string Student = "compatible/student";
    private const string Judge = "compatible/judge";

    [Fact]
    public async Task Pause_WithRequestsInFlightAndOthersAtTheDoor_WaitsForThoseAndSendsNoneOfThese()
    {
        using var run = await OpenAsync(gradingRounds: 3);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var judged = 0;
        await using var server = await FakeProviderServer.StartAsync(request =>
        {
            if (request.Model == "judge" && ++judged == 2)
            {
                full.SetResult();
            }

            return Reply(request) with
            {
                Gate = request.Model == "judge" ? gate.Task : null,
            };
        });
        using var pause = new CancellationTokenSource();

        // 2 texts want 3 gradings each, and 2 requests go in at once: 4 gradings wait at the door.
        var working = ExecuteAsync(run, server, TimeProvider.System, pause.Token);
        await full.Task;
        await pause.CancelAsync();
        gate.SetResult();
        var paused = await working;

        Assert.Equal((RunState.Paused, null, false), (paused.State, paused.Note, paused.IsBudgetReached));
        Assert.Equal((2, 2), (Asked(server, "student"), Asked(server, "judge")));
        Assert.Equal(4, (await run.StandingAsync()).Spending.Sum(model => model.Replies));
        Assert.Equal(2, run.Count("SELECT count(*) FROM gradings"));
        Assert.Equal(RunState.Paused, (await run.StandingAsync()).Run.State);

        var resumed = await ExecuteAsync(run, server, TimeProvider.System, default);

        Assert.Equal((RunState.Finished, new RunProgress(2, 2)), (resumed.State, resumed.Reached));
        Assert.Equal((2, 6), (Asked(server, "student"), Asked(server, "judge")));
    }

    [Fact]
    public async Task Pause_WhileARequestWaitsToBeSentAgain_DoesNotWaitForItAndCountsWhatItsFirstTryWas()
    {
        using var run = await OpenAsync(gradingRounds: 1);
        var limited = 0;
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await FakeProviderServer.StartAsync(request =>
        {
            if (++limited == 2)
            {
                both.SetResult();
            }

            return limited <= 2 ? FakeReply.Limits("60") with { Gate = both.Task } : Reply(request);
        });
        var clock = new ManualClock();
        using var pause = new CancellationTokenSource();

        var working = ExecuteAsync(run, server, clock, pause.Token);
        await clock.WaitersAsync(3);
        await pause.CancelAsync();

        // The clock stands still: whoever waited for the minute would wait for ever.
        var paused = await working.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((RunState.Paused, new RunProgress(0, 2)), (paused.State, paused.Reached));
        Assert.Equal((2, 2), (server.Requests.Count, (await run.StandingAsync()).Spent.Requests));
        Assert.Equal(0, run.Count("SELECT count(*) FROM generations"));

        var resumed = await ExecuteAsync(run, server, TimeProvider.System, default);

        Assert.Equal((RunState.Finished, new RunProgress(2, 2)), (resumed.State, resumed.Reached));
        Assert.Equal(2 + 4, server.Requests.Count);
    }

    [Fact]
    public async Task Pause_BeforeAnythingIsAsked_AsksNothing()
    {
        using var run = await OpenAsync(gradingRounds: 1);
        await using var server = await FakeProviderServer.StartAsync(Reply);

        var paused = await ExecuteAsync(run, server, TimeProvider.System, new CancellationToken(canceled: true));

        Assert.Equal((RunState.Paused, new RunProgress(0, 2)), (paused.State, paused.Reached));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Stop_WithRequestsInFlight_GivesThemUpAndCountsWhatTheyMayHaveCost()
    {
        using var run = await OpenAsync(gradingRounds: 1);
        var gate = new TaskCompletionSource();
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        await using var server = await FakeProviderServer.StartAsync(request =>
        {
            if (++asked == 2)
            {
                full.SetResult();
            }

            return Reply(request) with
            {
                Gate = gate.Task,
            };
        });
        using var stop = new CancellationTokenSource();

        var working = Pipeline(run, server, TimeProvider.System)
            .ExecuteAsync(run.Asked, RunTerms.Default with { Pace = new(2) }, null, stop.Token);
        await full.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
        var standing = await run.StandingAsync();
        Assert.Equal(
            (RunState.Paused, null, null, 2L),
            (standing.Run.State, standing.Note, standing.Holder, standing.Spent.Requests)
        );
    }

    private static FakeReply Reply(FakeRequest request) =>
        FakeReply.Says(request.Model == "judge" ? SmallRun.Table('1') : "Answer: A text.");

    private static int Asked(FakeProviderServer server, string model) =>
        server.Requests.Count(request => request.Model == model);

    private static Task<SmallRun> OpenAsync(int gradingRounds) =>
        SmallRun.OpenAsync(
            null,
            spec =>
                spec with
                {
                    Students = [Student],
                    Gradings = [spec.Gradings[0] with { Grader = Judge, Rounds = gradingRounds }],
                }
        );

    private static Task<RunOutcome> ExecuteAsync(
        SmallRun run,
        FakeProviderServer server,
        TimeProvider clock,
        CancellationToken pause
    ) =>
        Pipeline(run, server, clock)
            .ExecuteAsync(run.Asked, RunTerms.Default with { Pace = new(2) }, null, default, pause);

    private static RunPipeline Pipeline(SmallRun run, FakeProviderServer server, TimeProvider clock)
    {
        var file = ModelsFile.Parse(
            $"models:\n  - name: {Student}\n    endpoint: {server.OpenAIAddress}\n  - name: {Judge}\n    endpoint: {server.OpenAIAddress}\n"
        );
        var directory = new ModelDirectory(file, new EnvironmentKeys(_ => null), new RunPace(2), clock);
        return new(run.Store, directory, RunHolder.Me("test"), clock);
    }
}
