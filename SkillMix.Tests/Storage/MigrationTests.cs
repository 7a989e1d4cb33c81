using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SkillMix.Core.Browse;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Core.Storage.Migrations;

namespace SkillMix.Tests.Storage;

/// <summary>A store of version 1, with a study in it, becomes one of the newest version.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_AStoreOfVersionOneWithAStudy_BringsItToTheNewestVersionAndKeepsEverything()
    {
        var run = await MakeVersionOneAsync();
        var before = Rows();

        using var file = StoreFile.Open(_folder.File(), StoreAccess.ReadWrite);
        var store = new SqliteRunStore(file, TimeProvider.System);

        AssertVersion(StoreFormat.SchemaVersion);
        Assert.Equal(before, Rows());
        Assert.Equal(run, Assert.Single(await store.RunsAsync(default)));
        Assert.Equal(3, (await store.PointsAsync(default)).Rows.Count);
        var index = new SqliteGenerationIndex(file, TimeProvider.System);
        var found = await index.PageAsync(
            GenerationFilter.All with
            {
                Search = "unmistakable",
            },
            PageStart.First,
            10,
            default
        );
        Assert.Equal("An unmistakable text.", Assert.Single(found.Lines).Preview);
        var standing = await store.StandingAsync(run, default);
        Assert.Equal(
            (null, null, null, null, 0L),
            (standing.Note, standing.Terms, standing.Started, standing.Last, standing.Spent.Requests)
        );
        Assert.Equal([3], standing.Written.Select(count => count.Texts));
        // What version 2 is for can be done with it.
        await store.TakeAsync(run, RunHolder.Me("test"), RunTerms.Default, default);
        Assert.Equal(RunTerms.Default, (await store.StandingAsync(run, default)).Terms);
    }

    [Fact]
    public async Task Open_AStoreOfVersionOneForReading_SaysThatItIsBehindAndLeavesIt()
    {
        await MakeVersionOneAsync();

        var problem = Assert.Throws<StoreException>(() => StoreFile.Open(_folder.File(), StoreAccess.ReadOnly));

        Assert.Equal(StoreProblem.Behind, problem.Problem);
        AssertVersion(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_AfterAKillInTheMiddleOfTheMigration_FindsVersionOneAndMigratesIt(bool isLookedAtBefore)
    {
        await MakeVersionOneAsync();
        var before = Rows();
        KillInTheMiddle();
        if (isLookedAtBefore)
        {
            AssertVersion(1);
            Assert.Equal(before, Rows());
        }

        StoreFile.Open(_folder.File(), StoreAccess.ReadWrite).Dispose();

        AssertVersion(StoreFormat.SchemaVersion);
        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task Open_TheNewTablesOfAMigratedStore_AreThoseOfANewOne()
    {
        await MakeVersionOneAsync();
        StoreFile.Open(_folder.File(), StoreAccess.ReadWrite).Dispose();
        _folder.NewStore("new.db").Dispose();

        Assert.Equal(Schema("new.db"), Schema("store.db"));
    }

    /// <summary>A store as version 1 made it. Its rows were written by this version and are of columns that version 1 has.</summary>
    private async Task<Run> MakeVersionOneAsync()
    {
        Run run;
        using (var file = _folder.NewStore("source.db"))
        {
            var store = new SqliteRunStore(file, TimeProvider.System);
            var sample = StudyWriter.Sample(count: 3);
            run = await StudyWriter.OpenAsync(store, sample);
            var texts = Enumerable
                .Range(0, 3)
                .Select(i => StudyWriter.Text(sample, i, text: i == 0 ? "An unmistakable text." : "A text."))
                .ToList();
            await store.CommitAsync(run, texts, [.. texts.Select(text => StudyWriter.Grade(text, "11011"))], default);
        }

        using var connection = new SqliteConnection($"Data Source={_folder.File()};Pooling=False");
        connection.Open();
        connection.Execute(
            $"""
            PRAGMA application_id = {StoreFormat.ApplicationId};
            PRAGMA user_version = 1;
            PRAGMA journal_mode = WAL;
            CREATE TABLE "__EFMigrationsHistory" (
              "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsHistory" VALUES ('00000000000001_Initial', '10.0.0');
            """
        );
        connection.Execute(MigrationScript.Read("0001-initial.sql"));
        connection.Execute($"ATTACH '{_folder.File("source.db")}' AS source; PRAGMA foreign_keys = OFF;");
        foreach (var table in Tables(connection))
        {
            var columns = string.Join(
                ", ",
                connection.Query($"SELECT name FROM pragma_table_info('{table}')").Select(row => $"\"{row[0]}\"")
            );
            connection.Execute($"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}");
        }

        connection.Execute(
            "INSERT INTO turn_words (rowid, text) SELECT t.id, g.preview FROM turns t JOIN generations g ON g.id = t.generation_id AND t.turn = g.last_turn"
        );
        return run;
    }

    // Copies the files of a migration that is not committed yet, and has been written to the disk because the cache is small.
    private void KillInTheMiddle()
    {
        var path = _folder.File();
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            connection.Execute("PRAGMA cache_size = 1; PRAGMA cache_spill = 1;");
            using var transaction = connection.BeginTransaction();
            var options = new DbContextOptionsBuilder<SkillMixContext>()
                .UseSqlite(connection)
                .ConfigureWarnings(warnings =>
                    warnings.Ignore(
                        Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.PendingModelChangesWarning,
                        Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.MigrationsUserTransactionWarning
                    )
                )
                .Options;
            using (var context = new SkillMixContext(options))
            {
                context.Database.UseTransaction(transaction);
                context.Database.Migrate();
            }

            Assert.Equal((long)StoreFormat.SchemaVersion, connection.Scalar("PRAGMA user_version"));
            Assert.NotEqual(0, new FileInfo(path + "-wal").Length);
            File.Copy(path, _folder.File("killed.db"));
            File.Copy(path + "-wal", _folder.File("killed.db-wal"));
        }

        File.Move(_folder.File("killed.db"), path, overwrite: true);
        File.Move(_folder.File("killed.db-wal"), path + "-wal", overwrite: true);
    }

    private void AssertVersion(long version)
    {
        using var connection = Connect("store.db");
        Assert.Equal(version, connection.Scalar("PRAGMA user_version"));
        Assert.Equal("ok", connection.Scalar("PRAGMA integrity_check"));
        Assert.Empty(connection.Query("PRAGMA foreign_key_check"));
        Assert.Equal(version, connection.Scalar("SELECT count(*) FROM __EFMigrationsHistory"));
        Assert.Equal(
            version == 1 ? 0L : 1L,
            connection.Scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'requests'")
        );
    }

    /// <summary>All rows of the tables that version 1 has, without what later versions added to them.</summary>
    private List<string> Rows()
    {
        using var connection = Connect("store.db");
        using var source = Connect("source.db");
        return
        [
            .. Tables(connection)
                .Where(table => (long)source.Scalar($"SELECT count(*) FROM {table}")! > 0)
                .SelectMany(table =>
                    connection
                        .Query($"SELECT * FROM {table}")
                        .Select(row =>
                            table
                            + ": "
                            + string.Join(
                                '|',
                                row.OfType<object>()
                                    .Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : $"{value}")
                            )
                        )
                ),
        ];
    }

    private List<string> Schema(string name)
    {
        using var connection = Connect(name);
        return
        [
            .. connection
                .Query(
                    """
                    SELECT t.name, c.name, c.type, c."notnull", c.pk, c.dflt_value FROM sqlite_schema t, pragma_table_info(t.name) c
                    WHERE t.name NOT LIKE 'sqlite_%' UNION ALL SELECT name, tbl_name, sql, 0, 0, 0 FROM sqlite_schema WHERE type = 'index' ORDER BY 1, 2
                    """
                )
                .Select(row => string.Join('|', row)),
        ];
    }

    /// <summary>Ordinary tables; those of the search have rows of their own, and the history is EF Core's.</summary>
    private static List<string> Tables(SqliteConnection connection) =>
        [
            .. connection
                .Query(
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
                )
                .Select(row => (string)row[0]!),
        ];

    private SqliteConnection Connect(string name)
    {
        var connection = new SqliteConnection($"Data Source={_folder.File(name)};Pooling=False");
        connection.Open();
        return connection;
    }
}
