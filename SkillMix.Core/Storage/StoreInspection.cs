using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace SkillMix.Core.Storage;

/// <summary>What stands at a path, before anything is opened in a way that could change it.</summary>
internal enum StoreContent
{
    /// <summary>No file.</summary>
    Nothing,

    /// <summary>A file without content, or one whose making was interrupted: nothing would be lost by making a store of it.</summary>
    Unmade,

    /// <summary>A store that is up to date.</summary>
    Store,

    /// <summary>A store that has to be brought up to date.</summary>
    OlderStore,

    /// <summary>A store of a newer version.</summary>
    NewerStore,

    /// <summary>Another program's SQLite file.</summary>
    OtherDatabase,
}

/// <summary>Looks at a path without a lock, a recovery or a file left behind.</summary>
/// <remarks>
/// Reading goes through SQLite even for the header: closing a file that was opened beside SQLite drops the locks that
/// this process holds on it (see "How To Corrupt An SQLite Database File", section 2.2).
/// </remarks>
internal static class StoreInspection
{
    private const int SmallestPage = 512;

    private const string TablesOfOthers =
        "SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_\\_EFMigrations%' ESCAPE '\\'";

    private static ReadOnlySpan<byte> JournalMagic => [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

    /// <summary>Says what stands at a path.</summary>
    /// <exception cref="SqliteException">It cannot be read, or is no SQLite file.</exception>
    public static StoreContent Look(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return StoreContent.Nothing;
        }

        if (file.Length == 0 || IsFirstWriteInterrupted(path))
        {
            return StoreContent.Unmade;
        }

        // SQLite takes a file of one byte for an empty one, and would write over it.
        if (file.Length < SmallestPage)
        {
            throw new SqliteException("The file is shorter than a page.", SQLITE_NOTADB);
        }

        using var connection = new SqliteConnection(StoreConnectionString.Immutable(path, pooling: false));
        connection.Open();
        return (Judge(connection), HasContent(path + "-wal")) switch
        {
            // A new store gets its mark before it gets a WAL, so a WAL beside an unmarked file is another program's.
            (StoreContent.Unmade, true) => StoreContent.OtherDatabase,
            // The WAL, which is not read here, may hold the newer version.
            (StoreContent.OlderStore, true) => StoreContent.Store,
            var (content, _) => content,
        };
    }

    /// <summary>Says what an open database is.</summary>
    public static StoreContent Judge(SqliteConnection connection) =>
        Number(connection, "PRAGMA application_id") switch
        {
            StoreFormat.ApplicationId => Number(connection, "PRAGMA user_version") switch
            {
                < StoreFormat.SchemaVersion => StoreContent.OlderStore,
                StoreFormat.SchemaVersion => StoreContent.Store,
                _ => StoreContent.NewerStore,
            },
            0 when Number(connection, TablesOfOthers) == 0 => StoreContent.Unmade,
            _ => StoreContent.OtherDatabase,
        };

    /// <summary>There is a file with at least one byte.</summary>
    public static bool HasContent(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    // The rollback journal notes how many pages the file had before: none, where the interrupted write was the first.
    private static bool IsFirstWriteInterrupted(string path)
    {
        const int pagesBefore = 16;
        Span<byte> head = stackalloc byte[pagesBefore + sizeof(int)];
        try
        {
            using var journal = new FileStream(
                path + "-journal",
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            return journal.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
                && head.StartsWith(JournalMagic)
                && BinaryPrimitives.ReadInt32BigEndian(head[pagesBefore..]) == 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long Number(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return (long)command.ExecuteScalar()!;
    }
}
