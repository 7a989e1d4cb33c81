using Microsoft.Extensions.Logging.Abstractions;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;
using SkillMix.Dashboard.Background;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

public sealed class CurrentStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Opening_AStore_WritesNothingAndOffersTheBuiltInPoints()
    {
        using var store = Open();

        Assert.Empty(await store.Runs.PublishedAsync(default));
        Assert.Contains(await store.Now.PublishedAsync(default), point => point.Student == "GPT-4" && point.K == 5);
    }

    [Fact]
    public async Task Published_OfAStoreThatHoldsACopyOfWhatIsBuiltIn_HasEachPointOnce()
    {
        using var store = Open();
        var builtIn = await store.Now.PublishedAsync(default);
        await store.Runs.KeepPublishedAsync([.. builtIn, builtIn[0] with { Source = "mine.csv" }], default);

        var points = await store.Now.PublishedAsync(default);

        Assert.Equal(builtIn.Count + 1, points.Count);
        Assert.Equal("mine.csv", points[^1].Source);
    }

    [Fact]
    public void Opening_AStoreThatAnotherProcessWritesTo_DoesNotWaitForIt()
    {
        _folder.NewStore().Dispose();
        using var file = StoreFile.Open(_folder.File(), StoreAccess.Create);
        using var connection = file.OpenConnection();
        connection.Execute("BEGIN IMMEDIATE");

        using var store = Open();

        Assert.Equal(_folder.File(), store.Path);
        connection.Execute("ROLLBACK");
    }

    [Fact]
    public async Task Switching_ToAnotherStore_LetsGoOfTheFormer()
    {
        using var store = Open();
        await store.Runs.KeepModelAsync(new("m"), default);
        var former = store.Now;
        var changes = 0;
        store.Changed += () => changes++;

        await store.SwitchToSampleAsync();

        Assert.Equal((true, _folder.File("sample.db"), 1), (store.IsSample, store.Path, changes));
        Assert.False(File.Exists(_folder.File() + "-wal"));
        Assert.Equal("m", Assert.Single(await former.Runs.ModelsAsync(default)).Name);
    }

    [Fact]
    public async Task Switching_ToWhatIsNoStore_LeavesTheOneThatIsOpen()
    {
        await File.WriteAllTextAsync(_folder.File("sample.db"), "no SQLite file");
        using var store = Open();

        await Assert.ThrowsAsync<StoreException>(store.SwitchToSampleAsync);

        Assert.Equal((false, _folder.File()), (store.IsSample, store.Path));
        Assert.Empty(await store.Runs.ModelsAsync(default));
    }

    [Fact]
    public async Task Making_WhileAnotherStoreIsShown_IsNotSaid()
    {
        using var store = Open();
        await store.SwitchToSampleAsync();
        store.Report(new(1, 2));
        var shown = store.Making;

        await store.SwitchToOwnAsync();

        Assert.Equal((1, 2), (shown!.Value.Done, shown.Value.Total));
        Assert.Null(store.Making);
    }

    [Fact]
    public async Task SampleStudy_ThatCannotBeMade_SaysWhyAndIsMadeAtTheNextTry()
    {
        using var store = Open();
        await store.SwitchToSampleAsync();
        using (var connection = store.File.OpenConnection())
        {
            connection.Execute(
                "CREATE TRIGGER no BEFORE INSERT ON studies BEGIN SELECT RAISE(ABORT, 'not today'); END"
            );
        }

        var failed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var goesOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Changed += () =>
        {
            if (store.MakingFailure is { } failure)
            {
                failed.TrySetResult(failure);
            }
            else if (store.Making is { Done: > 0 })
            {
                goesOn.TrySetResult();
            }
        };
        using var worker = new SampleStudyWorker(store, TimeProvider.System, NullLogger<SampleStudyWorker>.Instance);
        await worker.StartAsync(default);

        Assert.Contains("not today", await failed.Task.WaitAsync(TimeSpan.FromMinutes(1)), StringComparison.Ordinal);
        Assert.Null(store.Making);

        using (var connection = store.File.OpenConnection())
        {
            connection.Execute("DROP TRIGGER no");
        }

        store.TryMakingAgain();
        await goesOn.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await worker.StopAsync(default);
    }

    private CurrentStore Open() =>
        new(new DashboardOptions(_folder.File(), SampleDb: _folder.File("sample.db")), TimeProvider.System);
}
