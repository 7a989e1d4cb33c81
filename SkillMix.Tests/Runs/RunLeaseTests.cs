using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Tests.ChatModels;
using SkillMix.Tests.Dashboard;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

[Collection("console")]
public sealed class RunLeaseTests
{
    private static readonly RunHolder Elsewhere = new(RunHolder.Dashboard, "elsewhere", 12, 0, Guid.NewGuid());

    private readonly ManualClock _clock = new();

    [Fact]
    public void Holder_WrittenAndReadAgain_IsTheSame()
    {
        var me = RunHolder.Me(RunHolder.CommandLine);

        Assert.Equal(me, RunHolder.Read(me.ToString()));
        Assert.Equal("the dashboard on elsewhere (process 12)", Elsewhere.InWords);
        Assert.NotEqual(me, RunHolder.Me(RunHolder.CommandLine));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dashboard|host|12|0")]
    [InlineData("dashboard|host|twelve|0|9d9d4d5f7a8b4c1db6f3c2a1e0d9c8b7")]
    [InlineData("dashboard|host|12|0|no guid")]
    public void Holder_OfAnythingElse_IsNobody(string? text) => Assert.Null(RunHolder.Read(text));

    [Fact]
    public void Holder_ThatIsThisProcess_IsNotGoneAlsoWhereTheClockWasSetAFewSecondsMeanwhile()
    {
        var me = RunHolder.Me("test");
        var second = TimeSpan.TicksPerSecond;

        Assert.False(me.IsGone());
        Assert.False((me with { Started = me.Started + 20 * second }).IsGone());
        // Started a minute before: another process had this id then.
        Assert.True((me with { Started = me.Started - 60 * second }).IsGone());
        Assert.True((me with { Process = int.MaxValue }).IsGone());
        Assert.False((me with { Process = int.MaxValue, Machine = "elsewhere" }).IsGone());
    }

    [Fact]
    public async Task Execute_ARunThatAnotherMachineHolds_SaysWhoUntilItsPatienceIsOver()
    {
        using var run = await SmallRun.OpenAsync(_clock);
        await run.Store.TakeAsync(run.Run, Elsewhere, RunTerms.Default, default);
        _clock.Advance(RunHolder.Patience - TimeSpan.FromTicks(1));

        var held = await Assert.ThrowsAsync<RunHeldException>(() => ExecuteAsync(run));

        Assert.Equal(
            "The run 'run' is being worked on by the dashboard on elsewhere (process 12); pause it there, or wait until it has ended.",
            held.Message
        );
        Assert.Equal(Elsewhere, (await run.StandingAsync()).Holder);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.True((await run.StandingAsync()).IsInterrupted);
        Assert.Equal(RunState.Finished, (await ExecuteAsync(run)).State);
    }

    [Fact]
    public async Task Execute_ARunWhoseProcessOfThisMachineIsGone_TakesItAtOnce()
    {
        using var run = await SmallRun.OpenAsync(_clock);
        var gone = RunHolder.Me("test") with { Process = int.MaxValue };
        await run.Store.TakeAsync(run.Run, gone, RunTerms.Default, default);
        var standing = await run.StandingAsync();

        Assert.Equal((RunState.Running, true, null), (standing.Run.State, standing.IsInterrupted, standing.Holder));
        Assert.Equal(RunState.Finished, (await ExecuteAsync(run)).State);
    }

    [Fact]
    public async Task Execute_ForLongerThanThePatience_IsHeldByItsHeartbeatAndLetGoOfAtTheEnd()
    {
        using var run = await SmallRun.OpenAsync(_clock);
        var gate = new Gate();
        var working = run.Pipeline(gate.Model, Elsewhere).ExecuteAsync(run.Asked, RunTerms.Default, null, default);
        await gate.Asked;

        for (var beat = 1; beat <= 8; beat++)
        {
            _clock.Advance(RunHolder.Heartbeat);
            var until = (_clock.GetUtcNow() + RunHolder.Patience).UtcTicks;
            await UntilAsync(() => run.Count($"SELECT lease_until = {until} FROM runs") == 1);
        }

        // 8 × 5 s are more than 30 s.
        await Assert.ThrowsAsync<RunHeldException>(() => ExecuteAsync(run));
        gate.Open();
        Assert.Equal(RunState.Finished, (await working).State);
        var standing = await run.StandingAsync();
        Assert.Equal((null, Elsewhere), (standing.Holder, standing.Last));
        Assert.Equal((RunTerms.Default, false), (standing.Terms, standing.IsInterrupted));
    }

    [Fact]
    public async Task Execute_WhenItsLeaseIsLost_StopsAndLeavesTheRunToTheOther()
    {
        using var run = await SmallRun.OpenAsync(_clock);
        var gate = new Gate();
        var (own, stalled) = (RunHolder.Me("test") with { Machine = "stalled" }, new ManualClock());
        var working = run.Pipeline(gate.Model, own, stalled).ExecuteAsync(run.Asked, RunTerms.Default, null, default);
        await gate.Asked;

        // It is not heard of for as long as the others are patient; then it beats again.
        _clock.Advance(RunHolder.Patience);
        await run.Store.TakeAsync(run.Run, Elsewhere, RunTerms.Default, default);
        stalled.Advance(RunHolder.Heartbeat);

        var lost = await Assert.ThrowsAsync<InvalidOperationException>(() => working);
        Assert.Equal(
            "Another process has taken the run 'run', because this one was not heard of for 30 s.",
            lost.Message
        );
        var standing = await run.StandingAsync();
        Assert.Equal((RunState.Running, Elsewhere), (standing.Run.State, standing.Holder));
    }

    [Fact]
    public async Task Resume_OfARunThatALiveProcessHolds_EndsWithTwoAndOneSentence()
    {
        using var folder = new TemporaryFolder();
        var gate = new TaskCompletionSource();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await FakeProviderServer.StartAsync(_ =>
        {
            asked.TrySetResult();
            return new FakeReply { Gate = gate.Task };
        });
        await File.WriteAllTextAsync(
            folder.File("run.yaml"),
            "name: held\nk: 2\ntuples: 1\nstudents: [compatible/a]\ngraders:\n  - model: compatible/b\n"
        );
        await File.WriteAllTextAsync(
            folder.File("models.yaml"),
            $"models:\n  - name: compatible/a\n    endpoint: {server.OpenAIAddress}\n  - name: compatible/b\n    endpoint: {server.OpenAIAddress}\n"
        );
        string[] where = ["--models", folder.File("models.yaml"), "--db", folder.File()];
        using var process = SkillMixProcess.Start(["run", folder.File("run.yaml"), .. where]);
        await asked.Task;

        var answer = await CommandLine.RunAsync(["resume", "held", .. where]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Equal(
            $"The run 'held' is being worked on by the command line on {Environment.MachineName} (process {process.Id}); pause it there, or wait until it has ended.",
            Assert.Single(answer.ErrorLines)
        );
        await process.KillAsync();
        gate.SetResult();
        // Its gradings cannot be read, which is no failure: the replies were taken.
        Assert.Equal(0, (await CommandLine.RunAsync(["resume", "held", .. where])).ExitCode);
    }

    private static Task<RunOutcome> ExecuteAsync(SmallRun run) =>
        run.Pipeline(_ => "Answer: A text.").ExecuteAsync(run.Asked, RunTerms.Default, null, default);

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Yield();
        }
    }

    /// <summary>Models that answer once they may.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public void Open() => _open.SetResult();

        public ScriptedChatClient Model(string name) =>
            new(
                async (_, cancellationToken) =>
                {
                    _asked.TrySetResult();
                    await _open.Task.WaitAsync(cancellationToken);
                    return new(
                        new Microsoft.Extensions.AI.ChatMessage(
                            Microsoft.Extensions.AI.ChatRole.Assistant,
                            name == "judge" ? SmallRun.Table('1') : "Answer: A text."
                        )
                    );
                }
            );
    }
}
