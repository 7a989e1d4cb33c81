using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using static SQLitePCL.raw;

namespace SkillMix.Core.Storage;

/// <summary>Opens a store's file for <see cref="StoreFile"/>: looks first, then opens, then makes or migrates.</summary>
internal static class StoreOpener
{
    /// <inheritdoc cref="StoreFile.Open"/>
    public static StoreFile Open(string path, StoreAccess access)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = Path.GetFullPath(path);
        RefuseFolders(full);
        try
        {
            Require(StoreInspection.Look(full), full, access);
            return access == StoreAccess.ReadOnly ? OpenForReading(full) : OpenForWriting(full, access);
        }
        catch (SqliteException exception)
        {
            throw StoreException.From(exception, full);
        }
    }

    private static StoreFile OpenForWriting(string path, StoreAccess access)
    {
        RefuseReadOnlyFile(path);
        var mode = access == StoreAccess.Create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite;
        var store = new StoreFile(path, access, StoreConnectionString.For(path, mode));
        try
        {
            using var connection = store.Connect();
            if (StoreInspection.Judge(connection) != StoreContent.Store)
            {
                Migrate(connection, path, access);
            }

            UseWal(connection, path);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static StoreFile OpenForReading(string path)
    {
        var store = new StoreFile(path, StoreAccess.ReadOnly, StoreConnectionString.For(path, SqliteOpenMode.ReadOnly));
        try
        {
            RequireUpToDate(store);
            return store;
        }
        catch (SqliteException exception)
            when (exception.SqliteErrorCode is SQLITE_CANTOPEN or SQLITE_READONLY
                && !StoreInspection.HasContent(path + "-journal")
            )
        {
            store.Dispose();
        }
        catch
        {
            store.Dispose();
            throw;
        }

        // WAL keeps two files beside the store. Where the folder takes none, nobody writes the store from here either.
        if (StoreInspection.HasContent(path + "-wal"))
        {
            throw new StoreException(
                StoreProblem.NotPermitted,
                path,
                $"The latest changes of the store {path} are still in {path}-wal, which cannot be read in a folder without write access: copy both files to a folder of your own and open them there."
            );
        }

        var fixedStore = new StoreFile(
            path,
            StoreAccess.ReadOnly,
            StoreConnectionString.Immutable(path, pooling: true)
        );
        try
        {
            RequireUpToDate(fixedStore);
            return fixedStore;
        }
        catch
        {
            fixedStore.Dispose();
            throw;
        }
    }

    private static void RequireUpToDate(StoreFile store)
    {
        using var connection = store.Connect();
        Require(StoreInspection.Judge(connection), store.Path, StoreAccess.ReadOnly);
    }

    /// <summary>SQLite opens a file that it may not write for reading, without a word: asks it, and runs no statement.</summary>
    private static void RefuseReadOnlyFile(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var connection = new SqliteConnection(StoreConnectionString.Probe(path));
        connection.Open();
        if (sqlite3_db_readonly(connection.Handle, "main") == 1)
        {
            throw StoreException.From(new SqliteException("The file cannot be written.", SQLITE_READONLY), path);
        }
    }

    /// <summary>Makes or migrates the store in one transaction, so that a killed process leaves it as it was before.</summary>
    /// <remarks>
    /// The transaction is also the lock between processes: who comes second waits, looks again and finds it done. In a
    /// transaction of the caller's EF Core takes no lock of its own, which is a row that a killed process leaves for ever.
    /// </remarks>
    private static void Migrate(SqliteConnection connection, string path, StoreAccess access)
    {
        // Not yet in WAL, where NORMAL would be enough.
        Execute(connection, "PRAGMA synchronous = FULL");
        using var transaction = connection.BeginTransaction(deferred: false);
        var content = StoreInspection.Judge(connection);
        Require(content, path, access);
        if (content == StoreContent.Store)
        {
            return;
        }

        Execute(connection, "DROP TABLE IF EXISTS __EFMigrationsLock");
        var options = new DbContextOptionsBuilder<SkillMixContext>()
            .UseSqlite(connection)
            // The schema is written by hand; a test holds it against the model.
            .ConfigureWarnings(warnings =>
                warnings.Ignore(
                    RelationalEventId.PendingModelChangesWarning,
                    RelationalEventId.MigrationsUserTransactionWarning
                )
            )
            .Options;
        using (var context = new SkillMixContext(options))
        {
            context.Database.UseTransaction(transaction);
            context.Database.Migrate();
        }

        transaction.Commit();
    }

    private static void UseWal(SqliteConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        if (command.ExecuteScalar() is not "wal")
        {
            throw new StoreException(
                StoreProblem.Disk,
                path,
                $"The disk that holds the store {path} cannot share memory between processes, which a store needs (WAL): put it on a local disk."
            );
        }
    }

    private static void RefuseFolders(string path)
    {
        if (Directory.Exists(path))
        {
            throw new StoreException(
                StoreProblem.NotAStore,
                path,
                $"{path} is a folder where a store's file was expected: name a file in it, for instance {Path.Combine(path, "skillmix.db")}."
            );
        }

        var folder = Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
        {
            throw new StoreException(
                StoreProblem.Missing,
                path,
                $"The folder {folder} does not exist: create it, or name another path than {path} for the store."
            );
        }
    }

    private static void Require(StoreContent content, string path, StoreAccess access)
    {
        switch (content)
        {
            case StoreContent.OtherDatabase:
                throw new StoreException(
                    StoreProblem.NotAStore,
                    path,
                    $"The file {path} is another program's database where a store was expected: name another file."
                );
            case StoreContent.NewerStore:
                throw new StoreException(
                    StoreProblem.Newer,
                    path,
                    $"The store {path} was made by a newer version of SkillMix (this one knows schema {StoreFormat.SchemaVersion}): update SkillMix, or name another file."
                );
            case StoreContent.OlderStore when access == StoreAccess.ReadOnly:
                throw new StoreException(
                    StoreProblem.Behind,
                    path,
                    $"The store {path} was made by an older version of SkillMix: open it once for writing, which brings it up to date."
                );
            case StoreContent.Nothing or StoreContent.Unmade when access != StoreAccess.Create:
                throw new StoreException(
                    StoreProblem.Missing,
                    path,
                    $"There is no store at {path} yet: name the file of an existing one, or create it first."
                );
        }
    }

    private static void Execute(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
