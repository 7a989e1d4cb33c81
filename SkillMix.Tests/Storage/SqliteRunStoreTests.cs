using SkillMix.Core.Browse;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using static SkillMix.Tests.Storage.StudyWriter;

namespace SkillMix.Tests.Storage;

public sealed class SqliteRunStoreTests : RunStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _open = [];

    protected override IRunStore Create() => Open().Store;

    [Fact]
    public async Task Settle_ATunedModelThatDoesOtherwiseThanItsBase_IsMarked()
    {
        var (store, index) = Open();
        var sample = Sample();
        var run = await OpenAsync(store, sample, Family);
        var texts = new[] { "base", "tuned" }
            .SelectMany(student => new[] { 0, 1 }.Select(tuple => Text(sample, tuple, student: student)))
            .ToList();

        // Tuple 0: both have full marks; tuple 1: only the tuned model has.
        await store.CommitAsync(
            run,
            texts,
            [Grade(texts[0], "11111"), Grade(texts[1], "01111"), Grade(texts[2], "11111"), Grade(texts[3], "11111")],
            default
        );
        Assert.Empty(await DifferingAsync(index));
        await store.SettleAsync(run, default);

        Assert.Equal([("tuned", 1)], await DifferingAsync(index));
    }

    [Fact]
    public async Task Settle_WhenALaterGradingRemovesTheDifference_TakesTheMarkAway()
    {
        var (store, index) = Open();
        var sample = Sample();
        GradingSpec[] panel = [SpecOf("a"), SpecOf("b"), SpecOf("c")];
        var run = await OpenAsync(store, sample, Family, panel);
        var (plain, tuned) = (Text(sample, 0, student: "base"), Text(sample, 0, student: "tuned"));
        await store.CommitAsync(
            run,
            [plain, tuned],
            [Grade(plain, "11111", panel[0]), Grade(tuned, "01111", panel[0])],
            default
        );
        await store.SettleAsync(run, default);
        Assert.Equal([("tuned", 0)], await DifferingAsync(index));

        // Two of three graders now give the tuned model full marks too.
        await store.CommitAsync(run, [], [Grade(tuned, "11111", panel[1]), Grade(tuned, "11111", panel[2])], default);
        await store.SettleAsync(run, default);

        Assert.Empty(await DifferingAsync(index));
    }

    [Fact]
    public async Task Settle_OfARun_LeavesTheTuplesOfOtherRunsAlone()
    {
        var (store, index) = Open();
        var (sample, otherSample) = (Sample(k: 2), Sample(k: 3));
        var run = await OpenAsync(store, sample, Family);
        var other = await OpenAsync(store, otherSample, Family, name: "other");
        foreach (var (one, tuples, points) in new[] { (run, sample, "1111"), (other, otherSample, "11111") })
        {
            var (plain, tuned) = (Text(tuples, 0, student: "base"), Text(tuples, 0, student: "tuned"));
            await store.CommitAsync(
                one,
                [plain, tuned],
                [Grade(plain, "1" + points), Grade(tuned, "0" + points)],
                default
            );
        }

        await store.SettleAsync(run, default);
        Assert.Equal([("tuned", 0)], await DifferingAsync(index));
        await store.SettleAsync(other, default);

        Assert.Equal([("tuned", 0), ("tuned", 0)], await DifferingAsync(index));
    }

    [Fact]
    public async Task KeepModel_WhenItsBaseIsLearnedAfterItsTexts_MarksThoseThatDiffer()
    {
        var (store, index) = Open();
        var sample = Sample();
        var run = await OpenAsync(store, sample, [new("base"), new("tuned")]);
        var (plain, tuned) = (Text(sample, 0, student: "base"), Text(sample, 0, student: "tuned"));
        await store.CommitAsync(run, [plain, tuned], [Grade(plain, "01111"), Grade(tuned, "11111")], default);
        await store.SettleAsync(run, default);
        Assert.Empty(await DifferingAsync(index));

        await store.KeepModelAsync(new StudyModel("tuned", BaseModel: "base"), default);

        Assert.Equal([("tuned", 0)], await DifferingAsync(index));
    }

    [Fact]
    public async Task Ask_WhatIsNoLongerWanted_StopsInTheMiddleOfItsStatement()
    {
        var (store, _) = Open();
        using var stop = new CancellationTokenSource();

        // Counts for ever; the first row takes the wish back.
        var asked = _lastFile!.AskAsync(
            connection =>
            {
                connection.CreateFunction("stop", (long i) => i == 1 ? Stopped(stop, i) : i);
                return connection.Rows(
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(stop(i)) FROM n",
                    reader => reader.GetInt64(0)
                );
            },
            stop.Token
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Empty(await store.RunsAsync(default));

        static long Stopped(CancellationTokenSource stop, long i)
        {
            stop.Cancel();
            return i;
        }
    }

    [Fact]
    public async Task Read_OfADamagedStore_ThrowsOneSentenceOfTheStore()
    {
        var (store, _) = Open();
        var sample = Sample();
        var run = await OpenAsync(store, sample);
        var text = Text(sample, 0);
        await store.CommitAsync(run, [text], [Grade(text, "11111")], default);
        using (var connection = _lastFile!.OpenConnection())
        {
            connection.Execute("DROP INDEX gradings_by_points");
        }

        var problem = await Assert.ThrowsAsync<StoreException>(() => store.PointsAsync(default));

        Assert.Contains(_lastFile.Path, problem.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _open.Reverse();
        _open.ForEach(one => one.Dispose());
        _folder.Dispose();
    }

    private StoreFile? _lastFile;

    private static StudyModel[] Family { get; } = [new("base"), new("tuned", BaseModel: "base", TrainingData: "D(1)")];

    private (SqliteRunStore Store, SqliteGenerationIndex Index) Open()
    {
        _lastFile = _folder.NewStore($"store-{_open.Count}.db");
        var store = new SqliteRunStore(_lastFile, TimeProvider.System);
        _open.Add(_lastFile);
        return (store, new SqliteGenerationIndex(_lastFile, TimeProvider.System));
    }

    private static async Task<IEnumerable<(string, int)>> DifferingAsync(SqliteGenerationIndex index)
    {
        var filter = new GenerationFilter { Outcomes = [Outcome.DiffersFromBase] };
        var page = await index.PageAsync(filter, PageStart.First, 10, default);
        return page.Lines.Select(line => (line.Student, line.TupleIndex));
    }
}
