using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace SkillMix.Core.Storage;

/// <summary>A store could not be opened, read or written: one sentence on what was expected, in which file, and what to do.</summary>
public sealed class StoreException : Exception
{
    internal StoreException(StoreProblem problem, string path, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Problem = problem;
        Path = path;
    }

    /// <summary>What went wrong, for callers that act on it: a run pauses on a full disk.</summary>
    public StoreProblem Problem { get; }

    /// <summary>The store's file.</summary>
    public string Path { get; }

    /// <summary>What an error of SQLite means for a store.</summary>
    /// <param name="exception">The error; it becomes the inner exception.</param>
    /// <param name="path">The store's file.</param>
    public static StoreException From(SqliteException exception, string path)
    {
        var (problem, sentence) = exception.SqliteErrorCode switch
        {
            SQLITE_FULL => (
                StoreProblem.Full,
                $"The disk that holds the store {path} is full: make room and go on; what was saved before is intact."
            ),
            SQLITE_READONLY
                when exception.SqliteExtendedErrorCode is SQLITE_READONLY_ROLLBACK or SQLITE_READONLY_RECOVERY => (
                StoreProblem.Behind,
                $"The store {path} was left in the middle of a change: open it once for writing, which recovers it."
            ),
            SQLITE_READONLY => (
                StoreProblem.NotPermitted,
                $"The store {path} cannot be written: make the file and its folder writable, or open it for reading only."
            ),
            SQLITE_BUSY or SQLITE_LOCKED => (
                StoreProblem.Busy,
                $"The store {path} is held by another process: try again when its work is done."
            ),
            SQLITE_CORRUPT => (
                StoreProblem.Damaged,
                $"The store {path} is damaged: go back to a copy, or save what can be read with \"sqlite3 … .recover\"."
            ),
            SQLITE_NOTADB => (
                StoreProblem.NotAStore,
                $"The file {path} is no SQLite file where a store was expected: name another file."
            ),
            SQLITE_IOERR => (
                StoreProblem.Disk,
                $"The disk did not read or write the store {path} as asked: check the disk, and that it is not a network disk."
            ),
            SQLITE_CANTOPEN or SQLITE_PERM or SQLITE_AUTH => (
                StoreProblem.NotPermitted,
                $"The store {path} cannot be opened: check that you may read and write the file and its folder."
            ),
            _ => (
                StoreProblem.Other,
                $"The store {path} answered with an error that was not expected (SQLite {exception.SqliteExtendedErrorCode}): {exception.Message}"
            ),
        };
        return new(problem, path, sentence, exception);
    }

    /// <summary>Looks for an error of SQLite in an exception and those inside it, where EF Core puts it.</summary>
    /// <returns>What it means for the store; null where SQLite is not the reason.</returns>
    public static StoreException? Find(Exception exception, string path)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case StoreException known:
                    return known;
                case SqliteException sqlite:
                    return From(sqlite, path);
            }
        }

        return null;
    }
}
