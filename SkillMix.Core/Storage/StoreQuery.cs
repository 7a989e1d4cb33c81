using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMix.Core.Storage;

/// <summary>Questions to a store that only read: a connection for each, off the caller's thread.</summary>
internal static class StoreQuery
{
    /// <summary>Opens a connection, asks, and closes it.</summary>
    /// <remarks>A question that is no longer wanted is interrupted in the middle of its statement.</remarks>
    /// <exception cref="StoreException">The store does not answer as it should.</exception>
    /// <exception cref="OperationCanceledException">The answer is no longer wanted.</exception>
    public static Task<T> AskAsync<T>(
        this StoreFile file,
        Func<SqliteConnection, T> ask,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                try
                {
                    using var connection = file.OpenConnection();
                    using var stop = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
                    return ask(connection);
                }
                catch (SqliteException problem) when (problem.SqliteErrorCode == raw.SQLITE_INTERRUPT)
                {
                    throw new OperationCanceledException(
                        "The question was interrupted because its answer is no longer wanted.",
                        problem,
                        cancellationToken
                    );
                }
                catch (Exception problem) when (problem is SqliteException or AggregateException)
                {
                    throw StoreException.Find(problem, file.Path) ?? problem;
                }
            },
            cancellationToken
        );

    /// <summary>All rows of a statement, each read by a function.</summary>
    public static List<T> Rows<T>(
        this SqliteConnection connection,
        string sql,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<object?> values
    ) => Rows(connection, null, sql, read, values);

    /// <summary>All rows of a statement within a transaction.</summary>
    public static List<T> Rows<T>(
        this SqliteConnection connection,
        SqliteTransaction? transaction,
        string sql,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<object?> values
    )
    {
        using var statement = new Statement(connection, transaction, sql, values.Length);
        using var reader = statement.Read(values);
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The text of a column; null where it is NULL.</summary>
    public static string? Text(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
