using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SkillMix.Core.Storage;
using SQLitePCL;

namespace SkillMix.Tests.Storage;

public sealed class StoreCreationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_ManyAtOnceOnANewPath_AllEndWithTheSameGoodStore()
    {
        using var start = new ManualResetEventSlim();
        var opening = Enumerable
            .Range(0, 8)
            .Select(i =>
                Task.Factory.StartNew(
                    () =>
                    {
                        start.Wait();
                        using var store = _folder.NewStore();
                        using var connection = store.OpenConnection();
                        connection.Execute($"INSERT INTO tags (name) VALUES ('{i}')");
                    },
                    TaskCreationOptions.LongRunning
                )
            )
            .ToArray();

        start.Set();
        await Task.WhenAll(opening);

        AssertGood(tags: 8);
    }

    [Fact]
    public void Open_EmptyFile_MakesTheStore()
    {
        File.WriteAllBytes(_folder.File(), []);

        _folder.NewStore().Dispose();

        AssertGood();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_AfterAKillInTheMiddleOfMaking_MakesTheStore(bool hasFirstPage)
    {
        LeaveWhatAKillLeaves(hasFirstPage);
        Assert.NotEqual(0, new FileInfo(_folder.File()).Length);

        _folder.NewStore().Dispose();

        AssertGood();
    }

    [Fact]
    public void Open_ForReadingAfterAKillInTheMiddleOfMaking_SaysThatThereIsNoStoreYet()
    {
        LeaveWhatAKillLeaves(hasFirstPage: true);

        var exception = Assert.Throws<StoreException>(() => StoreFile.Open(_folder.File(), StoreAccess.ReadOnly));

        Assert.Equal(StoreProblem.Missing, exception.Problem);
    }

    [Fact]
    public void Open_AfterAKillBeforeWalWasSet_SetsIt()
    {
        _folder.NewStore().Dispose();
        _folder.Database("store.db", "PRAGMA journal_mode = DELETE");

        _folder.NewStore().Dispose();

        AssertGood();
    }

    [Fact]
    public void Open_WithAMigrationLockLeftByAKilledProcess_MakesTheStore()
    {
        _folder.Database(
            "store.db",
            """
            CREATE TABLE __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL);
            INSERT INTO __EFMigrationsLock VALUES (1, '2024-10-01 08:30:00+00:00');
            """
        );

        _folder.NewStore().Dispose();

        AssertGood();
    }

    [Fact]
    public void Open_NewPath_LeavesNoMigrationLock()
    {
        using var store = _folder.NewStore();
        using var connection = store.OpenConnection();

        Assert.Equal(0L, connection.Scalar("SELECT count(*) FROM sqlite_schema WHERE name = '__EFMigrationsLock'"));
    }

    [Fact]
    public async Task Open_WhileAnotherProcessMakesTheStore_WaitsForIt()
    {
        using var other = new SqliteConnection($"Data Source={_folder.File()};Pooling=False");
        other.Open();
        other.Execute("BEGIN IMMEDIATE");
        var asking = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        WhenAskedFor("BEGIN IMMEDIATE", () => asking.TrySetResult());

        var opening = Task.Factory.StartNew(() => _folder.NewStore().Dispose(), TaskCreationOptions.LongRunning);
        // A pool that another test cleared meanwhile has nothing to tell: then the opener is half way through its patience.
        await Task.WhenAny(asking.Task, Task.Delay(TimeSpan.FromSeconds(StoreFile.BusySeconds / 2.0)));
        Assert.False(opening.IsCompleted);
        other.Execute("COMMIT");
        await opening;

        AssertGood();
    }

    // Leaves a connection in the pool that tells when the one who takes it runs a statement.
    private void WhenAskedFor(string beginning, Action tell)
    {
        using var connection = new SqliteConnection(
            StoreConnectionString.For(_folder.File(), SqliteOpenMode.ReadWriteCreate)
        );
        connection.Open();
        raw.sqlite3_trace(
            connection.Handle,
            (object _, string statement) =>
            {
                if (statement.StartsWith(beginning, StringComparison.Ordinal))
                {
                    tell();
                }
            },
            null
        );
    }

    // Copies the files of a transaction that is still open: what is on the disk when a process is killed in it.
    private void LeaveWhatAKillLeaves(bool hasFirstPage)
    {
        var making = _folder.File("making.db");
        using (var connection = new SqliteConnection($"Data Source={making};Pooling=False"))
        {
            connection.Open();
            connection.Execute(
                """
                PRAGMA cache_size = 1;
                PRAGMA cache_spill = 1;
                BEGIN IMMEDIATE;
                CREATE TABLE studies (id INTEGER PRIMARY KEY);
                CREATE TABLE filler (body BLOB);
                INSERT INTO filler
                SELECT randomblob(3000) FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) SELECT i FROM n);
                """
            );
            File.Copy(making, _folder.File());
            File.Copy(making + "-journal", _folder.File() + "-journal");
        }

        File.Delete(making);
        if (!hasFirstPage)
        {
            using var file = new FileStream(_folder.File(), FileMode.Open);
            file.Write(new byte[4096]);
        }
    }

    private void AssertGood(int tags = 0)
    {
        using var store = StoreFile.Open(_folder.File(), StoreAccess.ReadWrite);
        using var connection = store.OpenConnection();
        using var context = store.CreateDbContext();

        Assert.Equal("wal", connection.Scalar("PRAGMA journal_mode"));
        Assert.Equal("ok", connection.Scalar("PRAGMA integrity_check"));
        Assert.Equal(tags, context.Tags.Count());
        Assert.Empty(context.Generations);
    }
}
