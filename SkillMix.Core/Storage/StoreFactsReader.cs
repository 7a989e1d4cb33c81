using System.Text.Json;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Browse;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Exchange;

namespace SkillMix.Core.Storage;

/// <summary>What a store is made of, for the page about it.</summary>
public static class StoreFactsReader
{
    // Table by table, in the order in which a person asks for them.
    private static readonly (string Kind, string Table)[] Kinds =
    [
        ("studies", "studies"),
        ("runs", "runs"),
        ("models", "models"),
        ("catalogues", "catalogues"),
        ("splits", "splits"),
        ("prompts", "prompts"),
        ("samples", "samples"),
        ("tuples", "tuples"),
        ("generations", "generations"),
        ("texts", "turns"),
        ("gradings", "gradings"),
        ("verdicts", "verdicts"),
        ("imports", "imports"),
        ("published points", "published_points"),
        ("tags", "tags"),
        ("saved views", "saved_views"),
        ("saved figures", "figures"),
        ("decisions", "decisions"),
    ];

    /// <summary>Everything about the store but its path. Counting takes about a second for a million gradings.</summary>
    public static Task<StoreFacts> ReadAsync(StoreFile file, CancellationToken cancellationToken) =>
        file.AskAsync(
            connection => new StoreFacts(
                connection.ServerVersion,
                connection.Rows("PRAGMA user_version", reader => reader.GetInt32(0))[0],
                Bytes(file.Path),
                [.. Kinds.Select(kind => new RowCount(kind.Kind, CountRows(connection, kind.Table)))],
                Runs(connection),
                Models(connection),
                Imports(connection),
                connection.Rows(
                    "SELECT source, note, count(*) FROM published_points GROUP BY source, note ORDER BY source, note",
                    reader => new PublishedSource(reader.GetString(0), reader.GetString(1), reader.GetInt32(2))
                )
            ),
            cancellationToken
        );

    /// <summary>The imports and what each of them reported, the newest first.</summary>
    public static Task<IReadOnlyList<ImportFacts>> ImportsAsync(StoreFile file, CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<ImportFacts>>(connection => Imports(connection), cancellationToken);

    private static long CountRows(SqliteConnection connection, string table) =>
        connection.Rows($"SELECT count(*) FROM {table}", reader => reader.GetInt64(0))[0];

    private static long Bytes(string path) =>
        new[] { path, path + "-wal" }.Select(one => new FileInfo(one)).Where(one => one.Exists).Sum(one => one.Length);

    private static List<RunFacts> Runs(SqliteConnection connection) =>
        connection.Rows(
            $"""
            SELECT {RunRows.Columns}, r.tool_version, (SELECT count(*) FROM generations WHERE run_id = r.id)
            {RunRows.Source} ORDER BY r.id
            """,
            reader => new RunFacts(RunRows.Read(reader), reader.GetString(9), reader.GetInt64(10))
        );

    private static List<ModelFacts> Models(SqliteConnection connection) =>
        connection.Rows(
            """
            SELECT m.name, m.is_simulated, b.name, m.training_data,
                   (SELECT count(*) FROM generations WHERE student_id = m.id),
                   (SELECT count(*) FROM grading_specs WHERE grader_id = m.id)
            FROM models m LEFT JOIN models b ON b.id = m.base_model_id ORDER BY m.id
            """,
            reader => new ModelFacts(
                new StudyModel(reader.GetString(0), reader.GetInt64(1) != 0, reader.Text(2), reader.Text(3)),
                reader.GetInt64(4),
                reader.GetInt64(5)
            )
        );

    private static List<ImportFacts> Imports(SqliteConnection connection) =>
        connection.Rows(
            "SELECT source, report, created FROM imports ORDER BY id DESC",
            reader => new ImportFacts(
                reader.GetString(0),
                Report(reader.GetString(1)),
                new(reader.GetInt64(2), TimeSpan.Zero)
            )
        );

    private static ImportReport? Report(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ImportReport>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
