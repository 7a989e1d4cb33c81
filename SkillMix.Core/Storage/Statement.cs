using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMix.Core.Storage;

/// <summary>A prepared SQL statement with numbered parameters (?1, ?2, …), run many times in one transaction.</summary>
/// <remarks>
/// What changes rows or asks for one number goes straight to SQLite, as a commit does it a hundred thousand times; what reads rows
/// goes through the provider. Used by one thread; to be disposed before the connection.
/// </remarks>
internal sealed class Statement(SqliteConnection connection, SqliteTransaction? transaction, string sql, int parameters)
    : IDisposable
{
    private sqlite3_stmt? _statement;
    private SqliteCommand? _command;

    /// <summary>Runs it and answers how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Execute(values);
        return raw.sqlite3_changes(connection.Handle);
    }

    /// <summary>Runs it and answers the first column of the first row; null where there is no row, or no whole number.</summary>
    public long? Number(params ReadOnlySpan<object?> values) => Execute(values);

    /// <summary>Runs it and reads rows.</summary>
    public SqliteDataReader Read(params ReadOnlySpan<object?> values)
    {
        var command = _command ??= Command();
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = Stored(values[i]) ?? DBNull.Value;
        }

        return command.ExecuteReader();
    }

    public void Dispose()
    {
        _statement?.Dispose();
        _command?.Dispose();
    }

    private long? Execute(ReadOnlySpan<object?> values)
    {
        var statement = _statement ??= Prepared();
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                Check(Bind(statement, i + 1, Stored(values[i])));
            }

            long? first = null;
            var isFirst = true;
            int result;
            while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                if (isFirst && raw.sqlite3_column_type(statement, 0) == raw.SQLITE_INTEGER)
                {
                    first = raw.sqlite3_column_int64(statement, 0);
                }

                isFirst = false;
            }

            Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
            return first;
        }
        finally
        {
            // It says again what went wrong before, which has been told.
            _ = raw.sqlite3_reset(statement);
        }
    }

    private sqlite3_stmt Prepared()
    {
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement));
        return statement;
    }

    private SqliteCommand Command()
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter($"?{i}", null));
        }

        return command;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, connection.Handle);
        }
    }

    private static int Bind(sqlite3_stmt statement, int index, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(statement, index),
            long number => raw.sqlite3_bind_int64(statement, index, number),
            int number => raw.sqlite3_bind_int64(statement, index, number),
            double number => raw.sqlite3_bind_double(statement, index, number),
            string text => raw.sqlite3_bind_text(statement, index, text),
            byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
            _ => throw new ArgumentException(
                $"A parameter of SQL is a number, a text or bytes, not {value.GetType().Name}: turn it into one of them first.",
                nameof(value)
            ),
        };

    /// <summary>A value as it stands in the store.</summary>
    private static object? Stored(object? value) =>
        value switch
        {
            bool flag => flag ? 1L : 0L,
            Enum word => Convert.ToInt64(word),
            DateTimeOffset time => time.UtcTicks,
            Guid id => PublicId.ToBytes(id),
            DBNull => null,
            var same => same,
        };
}
