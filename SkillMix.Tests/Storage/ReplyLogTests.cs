using System.Globalization;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage;
using SkillMix.Tests.Runs;

namespace SkillMix.Tests.Storage;

public sealed class ReplyLogTests
{
    [Fact]
    public async Task Execute_IdenticalRequestsOfRoundsStudentsAndARepeatedTuple_AreNeverMerged()
    {
        var drawn = StudyWriter.Sample(count: 2);
        var twice = drawn with { Tuples = [drawn.Tuples[0], drawn.Tuples[0] with { Index = 1 }] };
        using var run = await SmallRun.OpenAsync(
            null,
            spec =>
                spec with
                {
                    Students = ["student", "other"],
                    Generation = spec.Generation with { Rounds = 2 },
                    Gradings = [spec.Gradings[0] with { Rounds = 2 }, spec.Gradings[0] with { Style = "another" }],
                },
            twice
        );
        var (texts, grades) = (0, 0);

        await run.Pipeline(name =>
                name == "judge"
                    ? new ScriptedChatClient(_ =>
                    {
                        Interlocked.Increment(ref grades);
                        return SmallRun.Table('1');
                    })
                    : new ScriptedChatClient(_ =>
                    {
                        Interlocked.Increment(ref texts);
                        return "Answer: The same text.";
                    })
            )
            .ExecuteAsync(run.Asked, RunTerms.Default, null, default);

        // 2 students × 2 tuples × 2 rounds; 2 gradings of one spec and 1 of another that sends the same.
        Assert.Equal((8, 24), (texts, grades));
        Assert.Equal(32, run.Count("SELECT count(DISTINCT key) FROM requests"));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 4)]
    public async Task Execute_ARunWhoseTextsAreKept_ForgetsTheLoggedRepliesUnlessOthersMayWantThem(
        bool reuses,
        int bodies
    )
    {
        using var run = await SmallRun.OpenAsync();

        await run.Pipeline(_ => "Answer: A text.").ExecuteAsync(run.Asked, Terms(reuses), null, default);

        Assert.Equal(4, run.Count("SELECT count(key) FROM requests"));
        Assert.Equal(bodies, run.Count("SELECT count(*) FROM replies"));
    }

    [Fact]
    public async Task Execute_AnotherRunOfTheSameRequests_TakesTheirRepliesWhereBothReuseThem()
    {
        using var run = await SmallRun.OpenAsync();
        await run.Pipeline(_ => "Answer: A text.").ExecuteAsync(run.Asked, Terms(true), null, default);
        var same = await run.AnotherAsync("same");
        var aloof = await run.AnotherAsync("aloof");
        using var nobody = new ScriptedChatClient();
        using var student = new ScriptedChatClient(_ => "Answer: Another text.");

        var reused = await run.Pipeline(_ => nobody).ExecuteAsync(same, Terms(true), null, default);
        await run.Pipeline(_ => student).ExecuteAsync(aloof, Terms(false), null, default);

        Assert.Equal((new RunProgress(2, 2), 0), (reused.Reached, nobody.Requests.Count));
        Assert.Equal(Spending.None, (await run.Store.StandingAsync(same.Run, default)).Spent);
        Assert.Equal(4, run.Count("SELECT count(*) FROM generations WHERE preview = 'A text.'"));
        Assert.Equal(2, run.Count("SELECT count(*) FROM generations WHERE preview = 'Another text.'"));
    }

    [Fact]
    public async Task Find_WithReuse_PassesOverAnEmptyReplyOfAnotherRunAndTakesTheNext()
    {
        using var run = await SmallRun.OpenAsync();
        var (second, third) = (await run.AnotherAsync("second"), await run.AnotherAsync("third"));
        await (await run.Store.OpenLogAsync(run.Run, true, default)).KeepAsync(Ended(1, ""));
        var later = await run.Store.OpenLogAsync(second.Run, true, default);
        Assert.Null(await later.FindAsync(Key(1), default));

        await later.KeepAsync(Ended(1, "Words."));

        var log = await run.Store.OpenLogAsync(third.Run, true, default);
        Assert.Equal("Words.", (await log.FindAsync(Key(1), default))?.Text);
        // In a run of its own an empty reply is what was said.
        Assert.Equal("", (await (await OpenAsync(run)).FindAsync(Key(1), default))?.Text);
        Assert.Null(await (await run.Store.OpenLogAsync(third.Run, false, default)).FindAsync(Key(1), default));
    }

    [Fact]
    public async Task Keep_ManyAtOnce_AreAllCommittedWhenTheyReturn()
    {
        using var run = await SmallRun.OpenAsync();
        var log = await OpenAsync(run);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 500),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) =>
            {
                await log.KeepAsync(Ended(i, $"reply {i}"));
                // Another log of the same run reads what is committed.
                if (i % 50 == 0)
                {
                    var found = await (await OpenAsync(run)).FindAsync(Key(i), CancellationToken.None);
                    Assert.Equal($"reply {i}", found?.Text);
                }
            }
        );

        Assert.Equal(500, run.Count("SELECT count(DISTINCT key) FROM requests JOIN replies ON request_id = id"));
        Assert.Equal(500, run.Count("SELECT replies FROM run_spending"));
    }

    [Fact]
    public async Task Find_AReplyWithARefusal_GivesItAsItCame()
    {
        using var run = await SmallRun.OpenAsync();
        var refused = ChatRefusal.Answer("", "I will not.", "stop", "model-7");
        await (await OpenAsync(run)).KeepAsync(Ended(1, "") with { Reply = refused });

        var found = await (await OpenAsync(run)).FindAsync(Key(1), default);

        Assert.Equal("I will not.", ChatRefusal.WordsOf(found!));
        Assert.Equal((ChatFinishReason.Stop, "model-7"), (found!.FinishReason!.Value, found.ModelId));
    }

    [Fact]
    public async Task Keep_AReplyWhoseBodyWasForgotten_KeepsTheNewOne()
    {
        using var run = await SmallRun.OpenAsync();
        var log = await OpenAsync(run);
        await log.KeepAsync(Ended(1, "first"));
        await log.KeepAsync(Ended(1, "not wanted"));
        Assert.Equal("first", (await log.FindAsync(Key(1), default))?.Text);
        run.Execute("DELETE FROM replies");
        Assert.Null(await log.FindAsync(Key(1), default));

        await log.KeepAsync(Ended(1, "second"));

        Assert.Equal("second", (await log.FindAsync(Key(1), default))?.Text);
        Assert.Equal("second", (await (await OpenAsync(run)).FindAsync(Key(1), default))?.Text);
    }

    [Fact]
    public async Task Standing_AfterRepliesAndAFailure_CountsThemByModelAndPurpose()
    {
        var clock = new ChatModels.ManualClock();
        using var run = await SmallRun.OpenAsync(clock);
        var log = await OpenAsync(run);
        await log.KeepAsync(Ended(1, "a") with { Spent = new(0.25m, 30, 1), Took = TimeSpan.FromSeconds(2) });
        clock.Advance(TimeSpan.FromMinutes(1));
        await log.KeepAsync(Ended(2, "b") with { Spent = new(0.5m, 40, 3), Took = TimeSpan.FromSeconds(3), Tries = 3 });
        await log.KeepAsync(
            new(null, "student", RequestRole.Write, null, new(0.125m, 9, 2), Tries: 2, TimeSpan.FromSeconds(4))
        );
        await log.KeepAsync(Ended(3, "c") with { Model = "judge", Role = RequestRole.Grade });

        var standing = await run.StandingAsync();

        Assert.Equal(
            [
                new ModelSpending("student", RequestRole.Write, "", 0, 1, 2, 0, new(0.125m, 9, 2), 4),
                new ModelSpending("student", RequestRole.Write, "answerer", 2, 0, 4, 10, new(0.75m, 70, 4), 5),
                new ModelSpending("judge", RequestRole.Grade, "answerer", 1, 0, 1, 5, new(0.01m, 15, 1), 1),
            ],
            standing.Spending
        );
        Assert.Equal(new Spending(0.885m, 94, 7), standing.Spent);
        Assert.Equal(2, standing.RequestsLastMinute);
    }

    [Fact]
    public async Task Standing_OfAFinishedRun_CountsTextsAndGradings()
    {
        using var run = await SmallRun.OpenAsync();
        var asked = 0;

        await run.Pipeline(_ => Interlocked.Increment(ref asked) == 1 ? "Answer: " : "Answer: A text.")
            .ExecuteAsync(run.Asked, Terms(false), null, default);

        var standing = await run.StandingAsync();
        Assert.Equal(
            [new("student", 2, GenerationState.Written, 1), new("student", 2, GenerationState.Empty, 1)],
            standing.Written.OrderBy(count => count.State)
        );
        Assert.Equal([new(run.Asked.Gradings[0].Id, "judge", 2, 1, 0)], standing.Graded);
        Assert.Equal((RunState.Finished, 3), (standing.Run.State, standing.Spent.Requests));
        Assert.NotNull(standing.Finished);
    }

    [Fact]
    public async Task Execute_WhenAReplyCannotBeKept_StopsAsking()
    {
        using var run = await SmallRun.OpenAsync(null, null, StudyWriter.Sample(count: 100));
        run.Execute(
            "CREATE TRIGGER full BEFORE INSERT ON requests BEGIN SELECT RAISE(ABORT, 'nothing more goes in'); END"
        );
        using var student = new ScriptedChatClient(_ => "Answer: A text.");

        var problem = await Assert.ThrowsAsync<StoreException>(() =>
            run.Pipeline(_ => student).ExecuteAsync(run.Asked, RunTerms.Default with { Pace = new(4) }, null, default)
        );

        Assert.Contains("nothing more goes in", problem.Message, StringComparison.Ordinal);
        // Of 100 texts no more than are under way at once were asked for.
        Assert.InRange(student.Requests.Count, 1, 4);
        var standing = await run.StandingAsync();
        Assert.Equal((RunState.Failed, problem.Message), (standing.Run.State, standing.Note));
    }

    [Fact]
    public async Task Logged_WhenAReplyCannotBeKept_SaysSoWithTheReason()
    {
        using var run = await SmallRun.OpenAsync();
        var log = await OpenAsync(run);
        run.Execute("DROP TABLE run_spending");
        using var logged = new LoggedChatClient(new ScriptedChatClient("words"), "student", log, TimeProvider.System);

        var problem = await Assert.ThrowsAsync<ReplyNotKeptException>(() => logged.GetResponseAsync("?"));

        Assert.IsType<StoreException>(problem.InnerException);
        Assert.Equal(0, run.Count("SELECT count(*) FROM requests"));
    }

    [Fact]
    public async Task Logged_AskedToStream_SaysThatItDoesNot()
    {
        using var run = await SmallRun.OpenAsync();
        using var model = new ScriptedChatClient("words");
        using var logged = new LoggedChatClient(model, "student", await OpenAsync(run), TimeProvider.System);

        var problem = Assert.Throws<NotSupportedException>(() => logged.GetStreamingResponseAsync("?"));

        Assert.Contains("stream below the log", problem.Message, StringComparison.Ordinal);
        Assert.Empty(model.Requests);
    }

    private static RunTerms Terms(bool reuses) => RunTerms.Default with { ReusesReplies = reuses };

    private static Task<IReplyLog> OpenAsync(SmallRun run) => run.Store.OpenLogAsync(run.Run, false, default);

    private static string Key(int number) => number.ToString("x64", CultureInfo.InvariantCulture);

    private static EndedRequest Ended(int number, string text) =>
        new(
            Key(number),
            "student",
            RequestRole.Write,
            new(new ChatMessage(ChatRole.Assistant, text))
            {
                ModelId = "answerer",
                Usage = new() { InputTokenCount = 10, OutputTokenCount = 5 },
            },
            new(0.01m, 15, 1),
            Tries: 1,
            TimeSpan.FromSeconds(1)
        );
}
