using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMix.Core.Storage;

/// <summary>Rows of whole numbers, read straight from SQLite: a million of them in a third of the time a data reader takes.</summary>
/// <remarks>NULL reads as 0. Used by one thread; the connection stays open as long as it.</remarks>
internal sealed class NumberRows : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;

    /// <param name="sql">One statement with the parameters ?1, ?2, …</param>
    public NumberRows(SqliteConnection connection, string sql, params ReadOnlySpan<long> values)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle!, sql, out _statement));
        for (var i = 0; i < values.Length; i++)
        {
            Check(raw.sqlite3_bind_int64(_statement, i + 1, values[i]));
        }
    }

    /// <summary>The first number of the first row; 0 where there is none.</summary>
    public static long First(SqliteConnection connection, string sql, params ReadOnlySpan<long> values)
    {
        using var rows = new NumberRows(connection, sql, values);
        return rows.Read() ? rows[0] : 0;
    }

    /// <summary>The number in a column of the current row.</summary>
    public long this[int column] => raw.sqlite3_column_int64(_statement, column);

    /// <summary>Goes on to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return result == raw.SQLITE_ROW;
        }

        Check(result);
        return false;
    }

    public void Dispose() => _statement?.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
        }
    }
}
