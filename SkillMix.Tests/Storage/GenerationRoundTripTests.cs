using SkillMix.Core.Browse;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage;
using SkillMix.Tests.Rehearsal;

namespace SkillMix.Tests.Storage;

/// <summary>What is committed comes back as it was, however the store packs it.</summary>
public sealed class GenerationRoundTripTests : IDisposable
{
    private const string Reply = "| metaphor | \"A moth 🦋 of ink\" is one. | 1 |\nThe topic is there.";

    private static readonly TupleSample Sample = TupleSample.AsFound(
        "catalogue",
        1,
        "two",
        [Studio.Tuple("Sewing", "metaphor", "modus ponens")]
    );

    private static readonly GradingSpec Spec = new("grader", "", Rounds: 2);

    private readonly TemporaryFolder _folder = new();
    private readonly StoreFile _file;
    private readonly SqliteRunStore _store;
    private readonly SqliteGenerationIndex _index;

    public GenerationRoundTripTests()
    {
        _file = _folder.NewStore();
        _store = new(_file, TimeProvider.System);
        _index = new(_file, TimeProvider.System);
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Reasons_InTheReplyOrNot_ComeBackExactly()
    {
        var run = await OpenAsync();
        var (rationale, evidence) = ("\"A moth 🦋 of ink\" is one.", "A moth 🦋 of ink");

        await _store.CommitAsync(
            run,
            [Text(1)],
            [Grading(1, 1, Reply, rationale, evidence, "Joined from two. Places.", "a moth")],
            default
        );

        var verdicts = (await OnlyItemAsync()).Gradings.Single().Verdicts;
        Assert.Equal([rationale, "Joined from two. Places.", null, null, null], verdicts.Select(one => one.Rationale));
        Assert.Equal([evidence, "a moth", null, null, null], verdicts.Select(one => one.Evidence));
    }

    [Fact]
    public async Task Replies_OfOneCommitAndOfALaterOne_ComeBackEachWithItsRow()
    {
        var run = await OpenAsync();
        await _store.CommitAsync(run, [Text(1), Text(2)], [Grading(1, 1, "first"), Grading(2, 1, "other")], default);
        await _store.CommitAsync(run, [], [Grading(1, 2, "second"), Grading(1, 1, "first again")], default);

        var items = await ItemsAsync();

        Assert.Equal(["draft 1", "revision 1"], items[0].Turns.Select(turn => turn.Reply));
        Assert.Equal(["first", "second"], items[0].Gradings.Select(grading => grading.Reply));
        Assert.Equal(["draft 2", "revision 2"], items[1].Turns.Select(turn => turn.Reply));
        Assert.Equal(["other"], items[1].Gradings.Select(grading => grading.Reply));
    }

    [Fact]
    public async Task Commit_DoneTwice_AddsNothing()
    {
        var run = await OpenAsync();
        await _store.CommitAsync(run, [Text(1)], [Grading(1, 1, "first")], default);

        var again = await _store.CommitAsync(run, [Text(1)], [Grading(1, 1, "first")], default);

        Assert.Equal(new CommitCounts(0, 0), again);
        using var connection = _file.OpenConnection();
        Assert.Equal(1L, connection.Scalar("SELECT count(*) FROM bodies"));
    }

    [Fact]
    public async Task Points_OfTwoTextsAndAnEmptyOne_AreOneRowPerGradingAndOneForTheEmptyText()
    {
        var run = await OpenAsync();
        var empty = new WrittenGeneration(Key(3), Sample.Tuples[0], GenerationState.Empty, [Turn(0, "")]);
        await _store.CommitAsync(
            run,
            [Text(1), Text(2), empty],
            [Grading(1, 1, "a"), Grading(1, 2, "b"), Grading(2, 1, "c")],
            default
        );

        var table = await _store.PointsAsync(default);

        Assert.Equal("student", table.Series.Single().Student);
        Assert.Equal(
            [(1, 1, 1), (1, 1, 2), (2, 1, 1), (3, 0, 0)],
            table.Rows.Select(row => ((int)row.Generation, (int)row.Turn, (int)row.Grading))
        );
        Assert.Equal([false, false, false, true], table.Rows.Select(row => row.Facts.IsEmpty));
        Assert.All(table.Rows, row => Assert.Equal((0, 0), (row.Series, row.Tuple)));
    }

    [Fact]
    public async Task Points_OfANewStore_AreNone() => Assert.Empty((await _store.PointsAsync(default)).Rows);

    private async Task<Run> OpenAsync()
    {
        await _store.KeepModelAsync(new StudyModel("student", true, null, null), default);
        await _store.KeepModelAsync(new StudyModel("grader", true, null, null), default);
        await _store.KeepSampleAsync(Sample, default);
        await _store.KeepGradingSpecAsync(Spec, default);
        return await _store.OpenRunAsync(
            new("study", "run", RunOrigin.Rehearsal, null, "hash", "{}", "recipe"),
            default
        );
    }

    private static GenerationKey Key(int round) => new("student", Sample.Spec.Id, 0, round);

    private static WrittenGeneration Text(int round) =>
        new(
            Key(round),
            Sample.Tuples[0],
            GenerationState.Written,
            [Turn(0, $"draft {round}"), Turn(1, $"revision {round}")]
        );

    private static WrittenTurn Turn(int turn, string reply)
    {
        var answer = AnswerReader.Read(reply);
        return new(turn, null, null, reply, answer, TextFactsReader.Of(answer.Text, Rubric.Of(Sample.Tuples[0])));
    }

    private static GivenGrading Grading(
        int generation,
        int round,
        string reply,
        string? rationale = null,
        string? evidence = null,
        string? otherRationale = null,
        string? otherEvidence = null
    )
    {
        var rubric = Rubric.Of(Sample.Tuples[0]);
        Verdict[] verdicts =
        [
            Verdict.FromPoints(rubric.Criteria[0], 1, rationale, evidence),
            Verdict.FromPoints(rubric.Criteria[1], 0, otherRationale, otherEvidence),
            .. rubric.Criteria.Skip(2).Select(criterion => Verdict.FromPoints(criterion, 1)),
        ];
        return new(Key(generation), 1, Spec.Id, round, new(verdicts, null, reply, GradeDefect.None), 1, reply);
    }

    private async Task<GenerationItem> OnlyItemAsync() => (await ItemsAsync()).Single();

    private async Task<List<GenerationItem>> ItemsAsync()
    {
        var page = await _index.PageAsync(GenerationFilter.All, PageStart.First, 10, default);
        var items = new List<GenerationItem>();
        foreach (var line in page.Lines)
        {
            items.Add((await _index.ItemAsync(line.Id, default))!);
        }

        return items;
    }
}
