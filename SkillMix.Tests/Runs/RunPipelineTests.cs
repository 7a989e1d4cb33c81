using Microsoft.Extensions.AI;
using SkillMix.Core.Browse;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Prompts;
using SkillMix.Core.Rehearsal;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

public sealed class RunPipelineTests : IDisposable
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
    public async Task Execute_ANewRun_WritesTwiceAndThenGradesTheRevision()
    {
        var (_, store) = Open();
        var sample = StudyWriter.Sample(count: 2);
        var spec = Spec(sample, rounds: 2) with { Gradings = [StudyWriter.Judge with { Rounds = 3 }] };
        var run = await StudyWriter.OpenAsync(store, sample);
        using var student = new ScriptedChatClient(asked => $"Answer: Message {asked.Messages.Count}.");
        using var judge = new ScriptedChatClient(_ => Reply(sample.Tuples[0], "10111"));
        var progress = new Told<RunProgress>();

        await Pipeline(store, student, judge).ExecuteAsync(Asked(run, spec, sample), Pace(2), progress, default);

        // 2 tuples × 2 rounds × 2 turns; the second turn is asked in the same conversation.
        Assert.Equal(8, student.Requests.Count);
        Assert.Equal([1, 3], student.Requests.Select(asked => asked.Messages.Count).Distinct().Order());
        // 4 texts × 3 gradings, of the revision alone.
        Assert.Equal(12, judge.Requests.Count);
        Assert.All(
            judge.Requests,
            asked => Assert.Contains("Message 3.", asked.Messages[0].Text, StringComparison.Ordinal)
        );
        var points = await store.PointsAsync(default);
        Assert.Equal(12, points.Rows.Count);
        Assert.All(points.Rows, row => Assert.Equal(1, row.Turn));
        Assert.Equal(new RunProgress(4, 4), progress.All[^1]);
        Assert.Equal(RunState.Finished, Assert.Single(await store.RunsAsync(default)).State);
    }

    [Fact]
    public async Task Execute_AnotherRoundOfAnything_IsAskedWithAnotherSeed()
    {
        var (_, store) = Open();
        var sample = StudyWriter.Sample(count: 2);
        var spec = Spec(sample, rounds: 2) with { Gradings = [StudyWriter.Judge with { Rounds = 2 }] };
        var run = await StudyWriter.OpenAsync(store, sample);
        using var student = new ScriptedChatClient(_ => "Answer: A text.");
        using var judge = new ScriptedChatClient(_ => Reply(sample.Tuples[0], "11111"));

        await Pipeline(store, student, judge).ExecuteAsync(Asked(run, spec, sample), Pace(1), null, default);

        Assert.Equal(4, student.Requests.Select(asked => asked.Options!.Seed).Distinct().Count());
        Assert.Equal(8, judge.Requests.Select(asked => asked.Options!.Seed).Distinct().Count());
    }

    [Fact]
    public async Task Execute_AnEmptyAnswer_IsKeptAndGivenToNoGrader()
    {
        var (_, store) = Open();
        var sample = StudyWriter.Sample(count: 2);
        var run = await StudyWriter.OpenAsync(store, sample);
        var first = PromptFiller.Fill(StudyWriter.Prompts.Get(PromptLibrary.Write), sample.Tuples[0]);
        using var student = new ScriptedChatClient(asked =>
            asked.Messages[0].Text == first ? "Answer:  \nExplanation: I have nothing to say." : "Answer: A text."
        );
        using var judge = new ScriptedChatClient(_ => Reply(sample.Tuples[1], "11111"));

        await Pipeline(store, student, judge)
            .ExecuteAsync(Asked(run, Spec(sample, rounds: 1), sample), Pace(2), null, default);

        Assert.Single(judge.Requests);
        var rows = (await store.PointsAsync(default)).Rows.OrderBy(row => row.Tuple).ToList();
        Assert.Equal(
            [(0, 0, true), (1, 1, false)],
            rows.Select(row => (row.Tuple, (int)row.Grading, row.Facts.IsEmpty))
        );
        var full = SkillMixMetrics.Compute(await store.PointsAsync(default), MetricOptions.Default, [Metric.FullMarks]);
        Assert.Equal((0.5, 2), (Assert.Single(full).Estimate.Value, full[0].Estimate.N));
    }

    [Fact]
    public async Task Execute_AFinishedRunAgain_AsksNobody()
    {
        var (_, store) = Open();
        var sample = StudyWriter.Sample(count: 2);
        var spec = Spec(sample, rounds: 1);
        var run = await StudyWriter.OpenAsync(store, sample);
        using var student = new ScriptedChatClient(_ => "Answer: A text.");
        using var judge = new ScriptedChatClient(_ => Reply(sample.Tuples[0], "11111"));
        await Pipeline(store, student, judge).ExecuteAsync(Asked(run, spec, sample), Pace(2), null, default);
        using var nobody = new ScriptedChatClient();

        await Pipeline(store, nobody, nobody).ExecuteAsync(Asked(run, spec, sample), Pace(2), null, default);

        Assert.Empty(nobody.Requests);
        Assert.Equal(2, (await store.GenerationsDoneAsync(run, default)).Count);
    }

    [Fact]
    public async Task Execute_AfterAStop_GoesOnToTheResultOfAnUninterruptedRun()
    {
        var sample = TupleSampler.Draw(
            SamplingSpec.For(StudioCatalogue, null, Core.Catalogue.Setting.All, 3, 8),
            StudioCatalogue,
            null
        );
        var grading = StudyWriter.SpecOf(RehearsalModels.Graders[0].Name) with { Rounds = 2 };
        var spec = Spec(sample, rounds: 3) with
        {
            Students = [.. RehearsalModels.Students.Take(2).Select(model => model.Name)],
            Gradings = [grading],
        };

        var (_, whole) = Open();
        var wholeRun = await StudyWriter.OpenAsync(whole, sample, RehearsalModels.Students, [grading]);
        await Rehearse(whole).ExecuteAsync(Asked(wholeRun, spec, sample), Pace(2), null, default);

        var (_, stopped) = Open();
        var run = await StudyWriter.OpenAsync(stopped, sample, RehearsalModels.Students, [grading]);
        using var stop = new CancellationTokenSource();
        var asked = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Rehearse(
                    stopped,
                    () =>
                    {
                        if (Interlocked.Increment(ref asked) == 60)
                        {
                            stop.Cancel();
                        }
                    }
                )
                .ExecuteAsync(Asked(run, spec, sample), Pace(2), null, stop.Token)
        );
        var kept = await stopped.GenerationsDoneAsync(run, default);
        Assert.InRange(kept.Count, 1, 47);
        Assert.Equal(RunState.Paused, Assert.Single(await stopped.RunsAsync(default)).State);

        await Rehearse(stopped).ExecuteAsync(Asked(run, spec, sample), Pace(2), null, default);

        Assert.Equal(48, (await stopped.GenerationsDoneAsync(run, default)).Count);
        Assert.Equal(await MeasuredAsync(whole), await MeasuredAsync(stopped));
    }

    [Fact]
    public async Task Execute_AStudentThatFailsOnce_IsRecordedInItsWordsAndAskedAgainOnResume()
    {
        var (file, store) = Open();
        var sample = StudyWriter.Sample(count: 3);
        var spec = Spec(sample, rounds: 1);
        var run = await StudyWriter.OpenAsync(store, sample);
        var asked = 0;
        using var student = new ScriptedChatClient(_ =>
            Interlocked.Increment(ref asked) == 1
                ? throw new HttpRequestException("the line is down")
                : "Answer: A text."
        );
        using var judge = new ScriptedChatClient(_ => Reply(sample.Tuples[0], "11111"));
        var index = new SqliteGenerationIndex(file, TimeProvider.System);

        var first = await Pipeline(store, student, judge)
            .ExecuteAsync(Asked(run, spec, sample), Pace(1), null, default);
        var lines = (await index.PageAsync(GenerationFilter.All, PageStart.First, 10, default)).Lines;

        Assert.Equal(new RunProgress(2, 3, 1), first.Reached);
        Assert.Equal(2, (await store.GenerationsDoneAsync(run, default)).Count);
        var failed = Assert.Single(lines, line => line.State == GenerationState.Failed);
        Assert.Equal("the line is down", (await index.ItemAsync(failed.Id, default))!.Error);

        var second = await Pipeline(store, student, judge)
            .ExecuteAsync(Asked(run, spec, sample), Pace(1), null, default);

        Assert.Equal(new RunProgress(3, 3), second.Reached);
        var mended = (await index.ItemAsync(failed.Id, default))!;
        Assert.Equal((GenerationState.Written, null, 1), (mended.Line.State, mended.Error, mended.Gradings.Count));
    }

    [Fact]
    public async Task Execute_AGraderThatFailsOnce_LeavesNoVerdictAndIsAskedAgainOnResume()
    {
        var (_, store) = Open();
        var sample = StudyWriter.Sample(count: 2);
        var spec = Spec(sample, rounds: 1);
        var run = await StudyWriter.OpenAsync(store, sample);
        var asked = 0;
        using var student = new ScriptedChatClient(_ => "Answer: A text.");
        using var judge = new ScriptedChatClient(_ =>
            Interlocked.Increment(ref asked) == 1
                ? throw new HttpRequestException("too many requests")
                : Reply(sample.Tuples[0], "11111")
        );

        var first = await Pipeline(store, student, judge)
            .ExecuteAsync(Asked(run, spec, sample), Pace(1), null, default);
        var rows = (await store.PointsAsync(default)).Rows;

        Assert.Equal(1, first.Reached.Failures);
        Assert.Single(rows, row => row.Verdicts.StateAt(0) == VerdictState.Failed);

        var second = await Pipeline(store, student, judge)
            .ExecuteAsync(Asked(run, spec, sample), Pace(1), null, default);

        Assert.Equal(new RunProgress(2, 2), second.Reached);
        Assert.Equal(3, judge.Requests.Count);
        Assert.All(
            (await store.PointsAsync(default)).Rows,
            row => Assert.Equal(VerdictState.Met, row.Verdicts.StateAt(0))
        );
    }

    [Fact]
    public async Task Execute_WithAnotherGraderAdded_GradesTheKeptTextsWithoutWritingAgain()
    {
        var (_, store) = Open();
        var sample = StudyWriter.Sample(count: 2);
        var spec = Spec(sample, rounds: 1);
        var run = await StudyWriter.OpenAsync(store, sample);
        using var student = new ScriptedChatClient(_ => "Answer: A text.");
        using var judge = new ScriptedChatClient(_ => Reply(sample.Tuples[0], "11111"));
        await Pipeline(store, student, judge).ExecuteAsync(Asked(run, spec, sample), Pace(1), null, default);
        var again = spec with { Gradings = [StudyWriter.Judge with { Rounds = 3 }] };

        await Pipeline(store, student, judge).ExecuteAsync(Asked(run, again, sample), Pace(1), null, default);

        // 2 texts of two turns each; 2 gradings at first, and 2 more rounds of both texts.
        Assert.Equal(4, student.Requests.Count);
        Assert.Equal(6, judge.Requests.Count);
        Assert.All(
            judge.Requests,
            request => Assert.Contains("A text.", request.Messages[0].Text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Execute_WhenTheStoreFails_StopsAskingAndSaysWhy()
    {
        var (file, store) = Open();
        var sample = StudyWriter.Sample(count: 1000);
        var spec = Spec(sample, rounds: 3);
        var run = await StudyWriter.OpenAsync(store, sample);
        using (var connection = file.OpenConnection())
        {
            connection.Execute(
                "CREATE TRIGGER full BEFORE INSERT ON gradings BEGIN SELECT RAISE(ABORT, 'nothing more goes in'); END"
            );
        }

        using var student = new ScriptedChatClient(_ => "Answer: A text.");
        using var judge = new ScriptedChatClient(_ => Reply(sample.Tuples[0], "11111"));

        await Assert.ThrowsAsync<StoreException>(() =>
            Pipeline(store, student, judge).ExecuteAsync(Asked(run, spec, sample), Pace(4), null, default)
        );

        // Not all of the 3000 texts, at two turns each, were paid for.
        Assert.InRange(student.Requests.Count, 2, 4000);
        Assert.Empty(await store.GenerationsDoneAsync(run, default));
        Assert.Equal(RunState.Failed, Assert.Single(await store.RunsAsync(default)).State);
    }

    [Fact]
    public async Task Execute_WithATemplateThatIsNotAtHand_SaysSoBeforeAskingAnybody()
    {
        var (_, store) = Open();
        var sample = StudyWriter.Sample(count: 1);
        var run = await StudyWriter.OpenAsync(store, sample);
        var spec = Spec(sample, rounds: 1) with { Generation = new GenerationSpec("no such hash", null) };
        using var nobody = new ScriptedChatClient();

        var problem = await Assert.ThrowsAsync<ArgumentException>(() =>
            Pipeline(store, nobody, nobody).ExecuteAsync(Asked(run, spec, sample), Pace(1), null, default)
        );

        Assert.Contains("no such hash", problem.Message, StringComparison.Ordinal);
    }

    private static Core.Catalogue.SkillCatalogue StudioCatalogue { get; } = Core.Catalogue.OpenCatalogue.Load();

    private static RunSpec Spec(TupleSample sample, int rounds) =>
        new(
            "run",
            [sample.Spec],
            ["student"],
            new GenerationSpec(
                StudyWriter.Prompts.Get(PromptLibrary.Write).Hash,
                StudyWriter.Prompts.Get(PromptLibrary.Revise).Hash,
                rounds
            ),
            [StudyWriter.Judge with { Rounds = 1 }]
        );

    private static string Reply(SkillTuple tuple, string points) =>
        StudyWriter.TableReply(Rubric.Of(tuple), points, "It reads well.");

    private static AskedRun Asked(Run run, RunSpec spec, TupleSample sample) =>
        new(run, spec, [sample], StudyWriter.Prompts, StudyWriter.Catalogue, []);

    private static RunTerms Pace(int inFlight) => RunTerms.Default with { Pace = new(inFlight) };

    private static RunPipeline Pipeline(IRunStore store, IChatClient student, IChatClient judge) =>
        ScriptedModels.Pipeline(store, name => name == "student" ? student : judge);

    private static RunPipeline Rehearse(IRunStore store, Action? onRequest = null) =>
        ScriptedModels.Pipeline(
            store,
            name =>
            {
                var model = RehearsalModels.Create(name);
                return new ScriptedChatClient(
                    (asked, cancellationToken) =>
                    {
                        onRequest?.Invoke();
                        return model.GetResponseAsync(asked.Messages, asked.Options, cancellationToken);
                    }
                );
            }
        );

    private static async Task<List<string>> MeasuredAsync(SqliteRunStore store) =>
        [
            .. SkillMixMetrics
                .Compute(await store.PointsAsync(default), MetricOptions.Default, MetricDefinition.All)
                .Select(row => row.ToString())
                .Order(StringComparer.Ordinal),
        ];

    private (StoreFile File, SqliteRunStore Store) Open()
    {
        var file = _folder.NewStore($"store-{_open.Count}.db");
        var store = new SqliteRunStore(file, TimeProvider.System);
        _open.Add(file);
        return (file, store);
    }

    private sealed class Told<T> : IProgress<T>
    {
        public List<T> All { get; } = [];

        public void Report(T value) => All.Add(value);
    }
}
