using Microsoft.Data.Sqlite;

namespace SkillMix.Core.Storage;

/// <summary>A prepared SQL statement with numbered parameters (?1, ?2, …), run many times in one transaction.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;

    public Statement(SqliteConnection connection, SqliteTransaction? transaction, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = sql;
        _parameters =
        [
            .. Enumerable.Range(1, parameters).Select(i => _command.Parameters.Add(new SqliteParameter($"?{i}", null))),
        ];
    }

    /// <summary>Runs it and answers how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Runs it and answers the first column of the first row; null where there is no row.</summary>
    public long? Number(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is long number ? number : null;
    }

    /// <summary>Runs it and reads rows.</summary>
    public SqliteDataReader Read(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _parameters[i].Value = values[i] switch
            {
                null => DBNull.Value,
                bool flag => flag ? 1L : 0L,
                Enum word => Convert.ToInt64(word),
                DateTimeOffset time => time.UtcTicks,
                Guid id => PublicId.ToBytes(id),
                var value => value,
            };
        }
    }
}
