using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SkillMix.Core.Storage;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Tests.Storage;

public sealed class StoreFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_NewPath_MakesAMarkedStoreInWal()
    {
        using var store = _folder.NewStore();
        using var connection = store.OpenConnection();

        Assert.Equal((long)0x534B4D58, connection.Scalar("PRAGMA application_id"));
        Assert.Equal((long)StoreFormat.SchemaVersion, connection.Scalar("PRAGMA user_version"));
        Assert.Equal("wal", connection.Scalar("PRAGMA journal_mode"));
        Assert.Equal("ok", connection.Scalar("PRAGMA integrity_check"));
        Assert.Equal("00000000000001_Initial", connection.Scalar("SELECT MigrationId FROM __EFMigrationsHistory"));
    }

    [Fact]
    public void Open_TheNewestMigration_SetsTheSchemaVersionThatTheProgramKnows()
    {
        using var store = _folder.NewStore();
        using var context = store.CreateDbContext();

        var newest = context.Database.GetMigrations().Count();

        Assert.Equal(StoreFormat.SchemaVersion, newest);
        Assert.Empty(context.Database.GetPendingMigrations());
    }

    [Fact]
    public void Open_AgainWhatIsUpToDate_WritesNothing()
    {
        _folder.NewStore().Dispose();
        var before = _folder.Content();

        StoreFile.Open(_folder.File(), StoreAccess.ReadWrite).Dispose();
        StoreFile.Open(_folder.File(), StoreAccess.Create).Dispose();
        StoreFile.Open(_folder.File(), StoreAccess.ReadOnly).Dispose();

        Assert.Equal(before["store.db"], _folder.Content()["store.db"]);
    }

    [Fact]
    public void Open_PathWithUnusualCharacters_IsTheFileOfThatName()
    {
        const string name = "a b;c=d?e#f%41'ü.db";
        _folder.NewStore(name).Dispose();

        using var store = StoreFile.Open(_folder.File(name), StoreAccess.ReadOnly);

        Assert.True(File.Exists(_folder.File(name)));
        Assert.Equal(_folder.File(name), store.Path);
    }

    [Fact]
    public void Connections_OfBothKinds_HaveTheSamePragmas()
    {
        using var store = _folder.NewStore();
        using var raw = store.OpenConnection();
        using var context = store.CreateDbContext();
        context.Database.OpenConnection();

        Assert.All(
            [raw, (SqliteConnection)context.Database.GetDbConnection()],
            connection =>
            {
                Assert.Equal(1L, connection.Scalar("PRAGMA synchronous"));
                Assert.Equal(1L, connection.Scalar("PRAGMA foreign_keys"));
                Assert.Equal(5000L, connection.Scalar("PRAGMA busy_timeout"));
                Assert.Equal(5, connection.DefaultTimeout);
            }
        );
    }

    [Fact]
    public async Task Connections_OpenedAsynchronously_HaveThePragmasToo()
    {
        using var store = _folder.NewStore();
        await using var context = store.CreateDbContext();
        await context.Database.OpenConnectionAsync();

        Assert.Equal(1L, ((SqliteConnection)context.Database.GetDbConnection()).Scalar("PRAGMA synchronous"));
    }

    [Fact]
    public void ForeignKeys_AreEnforcedForRawSqlAndForRows()
    {
        using var store = _folder.NewStore();
        using var connection = store.OpenConnection();
        using var context = store.CreateDbContext();
        context.Verdicts.Add(new VerdictRow { GradingId = 99, Position = 0 });

        var raw = Assert.Throws<SqliteException>(() =>
            connection.Execute("INSERT INTO tuple_skills (tuple_id, position, skill_id) VALUES (1, 0, 1)")
        );
        var row = Assert.Throws<DbUpdateException>(() => context.SaveChanges());

        Assert.Contains("FOREIGN KEY", raw.Message);
        Assert.Contains("FOREIGN KEY", row.InnerException!.Message);
    }

    [Fact]
    public void Readers_BesideAnOpenWriter_SeeWhatWasCommitted()
    {
        using var store = _folder.NewStore();
        using var writer = store.OpenConnection();
        writer.Execute("BEGIN IMMEDIATE; INSERT INTO tags (name) VALUES ('one');");
        using (var reading = store.CreateDbContext())
        {
            Assert.Empty(reading.Tags);
        }

        writer.Execute("COMMIT");
        using var later = store.CreateDbContext();

        Assert.Equal("one", later.Tags.Single().Name);
    }

    [Fact]
    public void Dispose_LeavesOneFile()
    {
        var store = _folder.NewStore();
        using (var connection = store.OpenConnection())
        {
            connection.Execute("INSERT INTO tags (name) VALUES ('one')");
        }

        store.Dispose();

        Assert.Equal(["store.db"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void ReadOnly_RefusesToWriteAndStillReads()
    {
        _folder.NewStore().Dispose();
        using var store = StoreFile.Open(_folder.File(), StoreAccess.ReadOnly);
        using var context = store.CreateDbContext();
        context.Tags.Add(new TagRow { Name = "one" });

        var exception = Assert.Throws<DbUpdateException>(() => context.SaveChanges());

        Assert.True(store.IsReadOnly);
        Assert.Equal(StoreProblem.NotPermitted, StoreException.Find(exception, store.Path)?.Problem);
        Assert.Equal(0, context.Tags.Count());
    }

    [Fact]
    public void Times_AreComparedAndOrderedInTheStore()
    {
        using var store = _folder.NewStore();
        DateTimeOffset noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
        using var context = store.CreateDbContext();
        context.Imports.AddRange(
            new ImportRow
            {
                Source = "b",
                Report = "",
                Created = noon,
            },
            // The same as 11:00 UTC.
            new ImportRow
            {
                Source = "a",
                Report = "",
                Created = new(2024, 5, 1, 13, 0, 0, TimeSpan.FromHours(2)),
            }
        );
        context.SaveChanges();

        Assert.Equal(["a", "b"], context.Imports.OrderBy(row => row.Created).Select(row => row.Source));
        Assert.Equal("b", context.Imports.Single(row => row.Created >= noon).Source);
    }
}
