using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Rehearsal;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Tests.ChatModels;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

/// <summary>Anchors over real SQLite: frozen, graded again, gone on with after a stop, and compared.</summary>
public sealed class AnchorGraderTests
{
    /// <summary>Five criteria by their places, whatever they are called; all met.</summary>
    private static readonly string AllMet =
        "| Criteria | Points Earned |\n|---|---|\n"
        + string.Concat(Enumerable.Range(1, 5).Select(i => $"| item {i} | 1 |\n"));

    [Fact]
    public async Task Make_OutOfAFinishedRun_HoldsItsTextsAsTheyWereGraded()
    {
        using var run = await FinishedAsync();

        var set = await run.Store.Anchors.MakeAsync(new("set", Count: 4), default);
        var texts = await run.Store.Anchors.TextsAsync(set, default);

        Assert.Equal([0, 1, 2, 3], texts.Select(text => text.Position));
        Assert.Equal(4, set.Texts.Select(text => text.Generation).Distinct().Count());
        Assert.All(texts, text => Assert.StartsWith("A text of ", text.Text, StringComparison.Ordinal));
        // A tuple is whole, definitions included, so that its prompt can be filled again.
        var sample = run.Asked.Samples[0];
        Assert.All(texts, text => Assert.Equal(sample.Tuples[text.Tuple.Index].Skills, text.Tuple.Skills));
        Assert.Equal(set.Texts, (await run.Store.Anchors.FindAsync("set", default)).Texts);
    }

    [Fact]
    public async Task Make_ANameThatIsTaken_IsRefusedAndTheFirstStaysAsItIs()
    {
        using var run = await FinishedAsync();
        var set = await run.Store.Anchors.MakeAsync(new("set", Count: 2), default);

        var problem = await Assert.ThrowsAsync<ArgumentException>(() =>
            run.Store.Anchors.MakeAsync(new("set", Count: 4), default)
        );
        var tooMany = await Assert.ThrowsAsync<ArgumentException>(() =>
            run.Store.Anchors.MakeAsync(new("other", Count: 5), default)
        );

        Assert.Contains("'set' already", problem.Message, StringComparison.Ordinal);
        Assert.Contains("4 written texts", tooMany.Message, StringComparison.Ordinal);
        Assert.Equal(set.Texts, Assert.Single(await run.Store.Anchors.SetsAsync(default)).Texts);
    }

    [Fact]
    public async Task Make_OfAnotherRunOrK_FindsNothing()
    {
        using var run = await FinishedAsync();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            run.Store.Anchors.MakeAsync(new("set", Count: 1) { Ks = [3] }, default)
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            run.Store.Anchors.MakeAsync(new("set", Count: 1) { Run = Guid.NewGuid() }, default)
        );
        Assert.Single((await run.Store.Anchors.MakeAsync(new("set", Count: 1) { Run = run.Run.Id }, default)).Texts);
    }

    [Fact]
    public async Task Grade_Twice_IsTwoOccasionsAndEveryTextIsAskedOnEach()
    {
        using var run = await FinishedAsync();
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says(AllMet));

        var first = await GradeAsync(run, server);
        var second = await GradeAsync(run, server);

        Assert.Equal((1, 2), (first.Occasion, second.Occasion));
        Assert.Equal((new RunProgress(4, 4), true), (second.Reached, second.IsComplete));
        Assert.Equal(8, server.Requests.Count);
        var history = await HistoryAsync(run);
        Assert.Equal([4, 4], history.Occasions.Select(occasion => occasion.Graded));
        Assert.Equal((20, 20, 0), Flips(history));
        // The verdicts of the run itself are another thing and stay as they are.
        Assert.Equal(4, run.Count("SELECT count(*) FROM gradings"));
    }

    [Fact]
    public async Task Grade_StoppedInTheMiddle_GoesOnWithTheSameOccasionAndAsksOnlyWhatIsMissing()
    {
        using var run = await FinishedAsync();
        using var stop = new CancellationTokenSource();
        var asked = 0;
        await using var server = await FakeProviderServer.StartAsync(_ =>
        {
            if (++asked == 3)
            {
                stop.Cancel();
            }

            return FakeReply.Says(AllMet) with
            {
                Delay = asked == 3 ? TimeSpan.FromSeconds(20) : TimeSpan.Zero,
            };
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            GradeAsync(run, server, inFlight: 1, stop: stop.Token)
        );
        var kept = run.Count("SELECT count(*) FROM anchor_gradings");
        var outcome = await GradeAsync(run, server);

        Assert.Equal(2, kept);
        Assert.Equal((1, true, new RunProgress(4, 4)), (outcome.Occasion, outcome.IsComplete, outcome.Reached));
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal(4, run.Count("SELECT count(DISTINCT position) FROM anchor_gradings WHERE occasion = 1"));
    }

    [Fact]
    public async Task Grade_AFailureARefusalAndNonsense_AreKeptApartAndAskedOnTheNextOccasionOnly()
    {
        using var run = await FinishedAsync();
        var asked = 0;
        await using var server = await FakeProviderServer.StartAsync(_ =>
            ++asked switch
            {
                1 => FakeReply.Fails(400, "the context is too long"),
                2 => FakeReply.Refuses("I will not grade that."),
                3 => FakeReply.Says("Nice text!"),
                _ => FakeReply.Says(AllMet),
            }
        );

        var outcome = await GradeAsync(run, server, inFlight: 1);
        var next = await GradeAsync(run, server, inFlight: 1);

        Assert.Equal((new RunProgress(3, 4, 1), true), (outcome.Reached, outcome.IsComplete));
        Assert.Equal((2, new RunProgress(4, 4)), (next.Occasion, next.Reached));
        var history = await HistoryAsync(run);
        Assert.Equal([(3, 1), (4, 0)], history.Occasions.Select(occasion => (occasion.Graded, occasion.Failed)));
        Assert.Contains(
            "the context is too long",
            Assert.Single(history.Gradings, grading => grading.Error is not null).Error,
            StringComparison.Ordinal
        );
        Assert.Contains(history.Gradings, grading => grading.Reply == "Nice text!");
        // Of four texts of five criteria one could be compared.
        Assert.Equal((5, 20, 0), Flips(history));
    }

    [Fact]
    public async Task Grade_WithABudgetThatIsReached_KeepsWhatThereIsAndGoesOnWithMore()
    {
        using var run = await FinishedAsync();
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says(AllMet));

        var less = await GradeAsync(run, server, limits: new(Requests: 3));
        var rest = await GradeAsync(run, server);

        Assert.Equal((true, false, 3), (less.IsBudgetReached, less.IsComplete, less.Reached.Done));
        Assert.NotNull(less.Note);
        Assert.Equal((1, true, 4), (rest.Occasion, rest.IsComplete, rest.Reached.Done));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Grade_WithAKeyThatIsNotTaken_Stops()
    {
        using var run = await FinishedAsync();
        await using var server = await FakeProviderServer.StartAsync(
            FakeReply.Fails(401, "Incorrect API key provided.")
        );

        await Assert.ThrowsAsync<ProviderException>(() => GradeAsync(run, server, inFlight: 1));

        Assert.Single(server.Requests);
        Assert.Equal(0, run.Count("SELECT count(*) FROM anchor_gradings"));
    }

    [Fact]
    public async Task Drift_OfARehearsalGraderThatBecomesStricter_IsSeenAndThatOfChanceIsNot()
    {
        using var folder = new TemporaryFolder();
        using var file = folder.NewStore();
        var store = new SqliteRunStore(file, TimeProvider.System);
        await new SampleStudy(Tuples: 4).MakeAsync(store, null, default);
        var set = await store.Anchors.MakeAsync(new("set", Count: 40) { IsBalanced = true }, default);
        var models = new DriftingModels();
        var grader = new AnchorGrader(store, models, TimeProvider.System);
        var asked = AskedAnchor.From(set, new GraderDesign(DriftingModels.Grader), folder.Path, []);
        async Task Again() => await grader.GradeAsync(asked, new(4, new Budget(new())), null, default);

        await Again();
        await Again();
        models.Now = DriftingModels.Stricter;
        await Again();

        var history = Assert.Single(await AnchorHistory.ReadAsync(store.Anchors, set, default));
        Assert.True(history.Spec.IsSimulated);
        Assert.Equal(20, set.Texts.Count / 2);
        var (chance, drift) = (history.Consecutive[0], history.FirstAgainstLast!);
        // The careful grader misses 3 % and gives 4 % by mistake on each occasion, so some verdicts flip, either way.
        Assert.InRange(chance.All.Rate!.Value, 0.01, 0.15);
        Assert.True(chance.All.PValue > 0.05, $"{chance.All}");
        Assert.True(drift.All.Lost > 3 * drift.All.Gained, $"{drift.All}");
        Assert.True(drift.All.PValue < 1e-6, $"{drift.All}");
        Assert.True(drift.FullMarks.PValue < 0.01, $"{drift.FullMarks}");
        Assert.Equal(set.Texts.Sum(text => text.K + 3), drift.All.Total);
    }

    [Fact]
    public async Task Run_WithAnchors_HasThemGradedOnceAtItsEndAndNotAgainWhenItIsResumed()
    {
        using var run = await FinishedAsync();
        await run.Store.Anchors.MakeAsync(new("set", Count: 4), default);
        var asked = 0;
        RunPipeline Pipeline() =>
            run.Pipeline(name =>
                name == "judge"
                    ? new ScriptedChatClient(_ =>
                    {
                        Interlocked.Increment(ref asked);
                        return SmallRun.Table('1');
                    })
                    : new ScriptedChatClient(_ => "Answer: Another text.")
            );
        var other = await run.AnotherAsync("other");
        var terms = RunTerms.Default with { Anchors = ["set"] };

        var outcome = await Pipeline().ExecuteAsync(other, terms, null, default);
        var again = await Pipeline().ExecuteAsync(other, terms, null, default);

        // Two texts of its own, and the four of the set.
        Assert.Equal((RunState.Finished, RunState.Finished, 6), (outcome.State, again.State, asked));
        var history = await HistoryAsync(run);
        var occasion = Assert.Single(history.Occasions);
        Assert.Equal((other.Run.Id, "other", 4), (occasion.Run, occasion.RunName, occasion.Graded));
        // What it asked is the run's spending, and no reply is left in the log.
        var standing = await run.Store.StandingAsync(other.Run, default);
        Assert.Equal(6, standing.Spending.Single(model => model.Role == RequestRole.Grade).Replies);
        Assert.Equal(0, run.Count("SELECT count(*) FROM replies"));
        Assert.Equal(["set"], standing.Terms!.Anchors);

        var third = await run.AnotherAsync("third");
        await Pipeline().ExecuteAsync(third, terms, null, default);
        Assert.Equal([1, 2], (await HistoryAsync(run)).Occasions.Select(one => one.Number));
    }

    [Fact]
    public async Task Run_ThatReusesReplies_AsksEveryTextOfItsAnchorsAnew()
    {
        using var run = await FinishedAsync();
        await run.Store.Anchors.MakeAsync(new("set", Count: 4), default);
        var terms = RunTerms.Default with { ReusesReplies = true, Anchors = ["set"] };
        var asked = 0;
        var pipeline = run.Pipeline(name =>
            name == "judge"
                ? new ScriptedChatClient(_ =>
                {
                    Interlocked.Increment(ref asked);
                    return SmallRun.Table('1');
                })
                : new ScriptedChatClient(_ => "Answer: Another text.")
        );

        await pipeline.ExecuteAsync(await run.AnotherAsync("one"), terms, null, default);
        await pipeline.ExecuteAsync(await run.AnotherAsync("two"), terms, null, default);

        // The two gradings of its own texts the second run takes from the first; those of the four anchors it does not.
        Assert.Equal(2 + 4 + 4, asked);
        Assert.Equal([4, 4], (await HistoryAsync(run)).Occasions.Select(occasion => occasion.Graded));
    }

    [Fact]
    public async Task Run_StoppedAmongItsAnchors_GoesOnThereAndAsksNothingTwice()
    {
        using var run = await FinishedAsync();
        await run.Store.Anchors.MakeAsync(new("set", Count: 4), default);
        var other = await run.AnotherAsync("other");
        using var stop = new CancellationTokenSource();
        var asked = 0;
        var pipeline = run.Pipeline(name =>
            name == "judge"
                ? new ScriptedChatClient(_ =>
                {
                    if (++asked == 4)
                    {
                        stop.Cancel();
                    }

                    return SmallRun.Table('1');
                })
                : new ScriptedChatClient(_ => "Answer: Another text.")
        );
        var terms = new RunTerms(new RunPace(1), new(), Anchors: ["set"]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            pipeline.ExecuteAsync(other, terms, null, stop.Token)
        );
        var state = (await run.Store.StandingAsync(other.Run, default)).Run.State;
        var outcome = await pipeline.ExecuteAsync(other, terms, null, default);

        Assert.Equal((RunState.Paused, RunState.Finished, 2 + 4), (state, outcome.State, asked));
        Assert.Equal(4, Assert.Single((await HistoryAsync(run)).Occasions).Graded);
    }

    [Fact]
    public async Task Run_WhoseBudgetEndsAmongTheAnchors_PausesAndGoesOnThere()
    {
        using var run = await FinishedAsync();
        await run.Store.Anchors.MakeAsync(new("set", Count: 4), default);
        var other = await run.AnotherAsync("other");
        var pipeline = run.Pipeline(_ => "Answer: Another text.");

        // Two texts and two gradings are its own; two requests are left for the set.
        var paused = await pipeline.ExecuteAsync(
            other,
            new(RunPace.Default, new(Requests: 6), Anchors: ["set"]),
            null,
            default
        );
        var rest = await pipeline.ExecuteAsync(
            other,
            new(RunPace.Default, new(Requests: 8), Anchors: ["set"]),
            null,
            default
        );

        Assert.Equal((RunState.Paused, true), (paused.State, paused.IsBudgetReached));
        Assert.StartsWith(
            "All texts are done; judge has not graded all of the anchors 'set': ",
            paused.Note,
            StringComparison.Ordinal
        );
        Assert.Equal((RunState.Finished, null), (rest.State, rest.Note));
        Assert.Equal(4, Assert.Single((await HistoryAsync(run)).Occasions).Graded);
        Assert.Equal(8, (await run.Store.StandingAsync(other.Run, default)).Spent.Requests);
    }

    [Fact]
    public async Task Run_OverAnOccasionThatIsNotFinished_HasOneOfItsOwn()
    {
        using var run = await FinishedAsync();
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says(AllMet));
        var set = await run.Store.Anchors.MakeAsync(new("set", Count: 4), default);
        var judge = run.Asked.Gradings[0];
        var prompt = StudyWriter.Prompts.Get(PromptLibrary.GradeTable);
        var models = new ScriptedModels(_ => new ScriptedChatClient(_ => SmallRun.Table('1')));
        var grader = new AnchorGrader(run.Store, models, TimeProvider.System);

        var begun = await grader.GradeAsync(
            new(set, judge, prompt),
            new(1, new Budget(new(Requests: 1))),
            null,
            default
        );
        var ofRun = await grader.GradeAsync(new(set, judge, prompt, run.Run), new(4, new Budget(new())), null, default);
        var next = await grader.GradeAsync(new(set, judge, prompt), new(4, new Budget(new())), null, default);

        // Going on with the first now would mix times, so the next is a new one, too.
        Assert.Equal((1, 2, 3), (begun.Occasion, ofRun.Occasion, next.Occasion));
        Assert.Equal(
            [(1, false), (2, true), (3, true)],
            (await HistoryAsync(run)).Occasions.Select(one => (one.Number, one.IsComplete(set)))
        );
    }

    [Fact]
    public async Task Keep_TheSameGradingTwice_KeepsTheFirst()
    {
        using var run = await FinishedAsync();
        var set = await run.Store.Anchors.MakeAsync(new("set", Count: 1), default);
        var grading = new AnchorGrading(0, StudyWriter.Judge.Id, 1, new PackedVerdicts(0x11111), null, "first");

        var isNew = await run.Store.Anchors.KeepAsync(set, grading, default);
        var isNewAgain = await run.Store.Anchors.KeepAsync(set, grading with { Reply = "second" }, default);

        Assert.Equal((true, false), (isNew, isNewAgain));
        Assert.Equal(
            "first",
            Assert.Single(await run.Store.Anchors.GradingsAsync(set, StudyWriter.Judge.Id, default)).Reply
        );
    }

    [Fact]
    public async Task Keep_OfAnOccasionThatSomebodyElseHasBegun_IsRefused()
    {
        using var run = await FinishedAsync();
        var set = await run.Store.Anchors.MakeAsync(new("set", Count: 2), default);
        var grading = new AnchorGrading(0, StudyWriter.Judge.Id, 1, new PackedVerdicts(0x11111), null, "");
        await run.Store.Anchors.KeepAsync(set, grading with { Run = run.Run.Id }, default);

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            run.Store.Anchors.KeepAsync(set, grading with { Position = 1 }, default)
        );

        Assert.Contains("begun occasion 1", problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, run.Count("SELECT count(*) FROM anchor_gradings"));
    }

    /// <summary>A run of four texts at k = 2, each graded once with full marks.</summary>
    private static async Task<SmallRun> FinishedAsync()
    {
        var run = await SmallRun.OpenAsync(shape: null, samples: StudyWriter.Sample(count: 4));
        await run.Pipeline(request => "Answer: A text of its own.")
            .ExecuteAsync(run.Asked, RunTerms.Default, null, default);
        return run;
    }

    private static async Task<AnchorOutcome> GradeAsync(
        SmallRun run,
        FakeProviderServer server,
        int inFlight = 4,
        BudgetLimits? limits = null,
        CancellationToken stop = default
    )
    {
        var sets = await run.Store.Anchors.SetsAsync(default);
        var set = sets.Count > 0 ? sets[0] : await run.Store.Anchors.MakeAsync(new("set", Count: 4), default);
        var models = new ModelDirectory(
            ModelsFile.Parse(
                $"""
                models:
                  - name: compatible/judge
                    endpoint: {server.OpenAIAddress}
                """
            ),
            new EnvironmentKeys(_ => null),
            RunPace.Default with
            {
                InFlight = inFlight,
            },
            TimeProvider.System
        );
        return await new AnchorGrader(run.Store, models, TimeProvider.System).GradeAsync(
            AskedAnchor.From(set, new GraderDesign("compatible/judge"), ".", []),
            new AnchorTerms(inFlight, new Budget(limits ?? new())),
            null,
            stop
        );
    }

    private static async Task<AnchorHistory> HistoryAsync(SmallRun run)
    {
        var set = await run.Store.Anchors.FindAsync("set", default);
        return Assert.Single(await AnchorHistory.ReadAsync(run.Store.Anchors, set, default));
    }

    private static (int Used, int Total, int Flips) Flips(AnchorHistory history)
    {
        var all = history.FirstAgainstLast!.All;
        return (all.Used, all.Total, all.Lost + all.Gained);
    }
}
