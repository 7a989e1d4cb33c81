using System.Globalization;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Tests.Runs;

namespace SkillMix.Tests.Storage;

public sealed class StoreMergeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StoreFile _file;
    private readonly SqliteRunStore _store;

    public StoreMergeTests()
    {
        _file = _folder.NewStore();
        _store = new(_file, TimeProvider.System);
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Merge_OfARunWithABatchThatIsOut_BringsItUntilItIsRead()
    {
        using var there = await SmallRun.OpenAsync();
        var book = new SqliteRequestBook(there.File, TimeProvider.System);
        var batch = new HandedInBatch("batch_1", "student", 2, "in_progress");
        await book.KeepBatchAsync(there.Run, batch);

        var first = await MergeAsync(there);
        await MergeAsync(there);

        var here = new SqliteRequestBook(_file, TimeProvider.System);
        Assert.Equal([batch], await here.BatchesAsync(first, default));
        Assert.Equal(1, (await _store.StandingAsync(first, default)).OpenBatches);

        // Read in one of the stores is read, and stays so whichever store is taken in next.
        await book.KeepBatchAsync(there.Run, batch with { State = "completed" }, isRead: true);
        await MergeAsync(there);
        Assert.Empty(await here.BatchesAsync(first, default));
        await book.KeepBatchAsync(there.Run, batch);
        await MergeAsync(there);
        Assert.Empty(await here.BatchesAsync(first, default));
    }

    [Fact]
    public async Task Merge_OfARunThatCameBefore_BringsWhatItWasAskedAndWhatItCostSince()
    {
        using var there = await SmallRun.OpenAsync();
        await MergeAsync(there);
        var log = await there.Store.OpenLogAsync(there.Run, true, default);
        await log.KeepAsync(Ended(1, "a text"));
        await MergeAsync(there);
        await log.KeepAsync(Ended(2, "another text"));
        await log.KeepAsync(Ended(3, "") with { Key = null, Reply = null });

        var here = await MergeAsync(there);

        var expected = (await there.StandingAsync()).Spending;
        Assert.Equal(
            (2L, 1L, 45L),
            (expected.Sum(one => one.Replies), expected.Sum(one => one.Failures), expected.Sum(one => one.Spent.Tokens))
        );
        Assert.Equal(expected, (await _store.StandingAsync(here, default)).Spending);
        Assert.Equal((3, 2, 2), Counted());
        var merged = await _store.OpenLogAsync(here, true, default);
        Assert.Equal("another text", (await merged.FindAsync(Key(2), default))?.Text);

        // Twice changes nothing; and a store that knows less takes nothing away.
        await MergeAsync(there);
        there.Execute(
            "UPDATE run_spending SET tries = 1, tokens = 1, replies = 1; DELETE FROM replies; DELETE FROM requests"
        );
        await MergeAsync(there);
        Assert.Equal(expected, (await _store.StandingAsync(here, default)).Spending);
        Assert.Equal((3, 2, 2), Counted());
    }

    [Fact]
    public async Task Merge_OfAModelWhoseTrainingTextsAGraderFiltered_TellsItHereToo()
    {
        using var there = await SmallRun.OpenAsync();
        var known = new StudyModel("student", TrainingData: "texts") { FilteredBy = ["judge"] };
        await there.Store.KeepModelAsync(known, default);
        await _store.KeepModelAsync(new StudyModel("student"), default);

        await MergeAsync(there);

        var here = (await _store.ModelsAsync(default)).Single(model => model.Name == "student");
        Assert.Equal(("texts", "judge"), (here.TrainingData, Assert.Single(here.FilteredBy)));
    }

    private static string Key(int number) => number.ToString("x64", CultureInfo.InvariantCulture);

    private static EndedRequest Ended(int number, string text) =>
        new(
            Key(number),
            "student",
            RequestRole.Write,
            new(new ChatMessage(ChatRole.Assistant, text)) { ModelId = "answerer" },
            new(0.01m, 15, 1),
            Tries: 1,
            TimeSpan.FromSeconds(number)
        );

    /// <summary>Takes the run in.</summary>
    /// <returns>The run as it is here.</returns>
    private async Task<Run> MergeAsync(SmallRun there)
    {
        await new StoreMerge(_file, _store).MergeAsync(there.File, null, default);
        return Assert.Single(await _store.RunsAsync(default));
    }

    private (long Requests, long Answered, long Replies) Counted() =>
        (
            Count("SELECT count(*) FROM requests"),
            Count("SELECT count(key) FROM requests"),
            Count("SELECT count(*) FROM replies")
        );

    private long Count(string query)
    {
        using var connection = _file.OpenConnection();
        return (long)connection.Scalar(query)!;
    }
}
