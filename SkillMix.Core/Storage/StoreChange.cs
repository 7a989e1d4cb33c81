using Microsoft.Data.Sqlite;

namespace SkillMix.Core.Storage;

/// <summary>Changes to a store: the one door through which everything is written once the store is open.</summary>
internal static class StoreChange
{
    /// <summary>Runs a change in a transaction of its own, off the caller's thread: SQLite blocks while it works.</summary>
    /// <remarks>Changes of one process stand in line, so that none waits for SQLite longer than another process holds it.</remarks>
    /// <returns>What the change answers, once it is committed.</returns>
    /// <exception cref="StoreException">The store does not take the change; it is as it was before.</exception>
    public static async Task<T> ChangeAsync<T>(
        this StoreFile file,
        Func<SqliteConnection, SqliteTransaction, T> change,
        CancellationToken cancellationToken
    )
    {
        await file.Writers.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () =>
                {
                    using var connection = file.OpenConnection();
                    using var transaction = connection.BeginTransaction(deferred: false);
                    var result = change(connection, transaction);
                    transaction.Commit();
                    return result;
                },
                cancellationToken
            );
        }
        catch (SqliteException problem)
        {
            throw StoreException.From(problem, file.Path);
        }
        finally
        {
            file.Writers.Release();
        }
    }

    /// <summary>Runs one statement with the values of its parameters ?1, ?2, …</summary>
    /// <returns>How many rows it changed.</returns>
    public static int Run(
        this SqliteConnection connection,
        SqliteTransaction transaction,
        string sql,
        params ReadOnlySpan<object?> values
    )
    {
        using var statement = new Statement(connection, transaction, sql, values.Length);
        return statement.Run(values);
    }
}
