using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Storage;

namespace SkillMix.Tests.Storage;

/// <summary>A folder of its own for one test, gone at its end.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("skillmix-").FullName;

    public string File(string name = "store.db") => System.IO.Path.Combine(Path, name);

    /// <summary>A new store in this folder.</summary>
    public StoreFile NewStore(string name = "store.db") => StoreFile.Open(File(name), StoreAccess.Create);

    /// <summary>An SQLite file made by these statements, closed again.</summary>
    public string Database(string name, string statements)
    {
        using var connection = new SqliteConnection($"Data Source={File(name)};Pooling=False");
        connection.Open();
        connection.Execute(statements);
        return File(name);
    }

    /// <summary>Names and hashes of all files.</summary>
    public IReadOnlyDictionary<string, string> Content()
    {
        SqliteConnection.ClearAllPools();
        return Directory
            .GetFiles(Path)
            .ToDictionary(
                file => System.IO.Path.GetFileName(file),
                file => Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(file)))
            );
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}

/// <summary>One-line SQL for tests.</summary>
internal static class SqlExtensions
{
    public static void Execute(this SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(this SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }

    /// <summary>All rows of a query, nulls as null.</summary>
    public static IReadOnlyList<object?[]> Query(this SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([
                .. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i)),
            ]);
        }

        return rows;
    }
}
