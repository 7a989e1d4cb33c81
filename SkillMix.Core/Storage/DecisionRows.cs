using System.Text.Json;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Annotation;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Storage;

/// <summary>How events of annotation are written to their rows and read from them.</summary>
internal static class DecisionRows
{
    /// <summary>The columns that <see cref="Read"/> reads, of <see cref="Source"/>.</summary>
    public const string Columns = """
        d.idempotency_key, d.event, i.public_id, g.public_id, d.turn, d.position, a.public_id, a.name, d.verdict, d.note, d.span_start,
        d.span_length, d.visible, l.version, d.milliseconds, d.created
        """;

    /// <summary>How many they are.</summary>
    public const int Count = 16;

    public const string Source = """
        FROM decisions d JOIN generations g ON g.id = d.generation_id JOIN annotators a ON a.id = d.annotator_id
        LEFT JOIN queue_items i ON i.id = d.queue_item_id LEFT JOIN guidelines l ON l.id = d.guideline_id
        """;

    /// <summary>
    /// The order in which they count: that of time, so that merging two stores comes to the same whichever is taken first.
    /// </summary>
    public const string Order = "ORDER BY d.created, d.id";

    /// <summary>Events of the rows d, i and g that a condition picks, in their order.</summary>
    public static List<Decision> Where(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        string where,
        params ReadOnlySpan<object?> values
    ) => connection.Rows(transaction, $"SELECT {Columns} {Source} WHERE {where} {Order}", Read, values);

    public static Decision Read(SqliteDataReader reader) =>
        new()
        {
            Key = reader.GetString(0),
            Kind = (DecisionKind)reader.GetInt32(1),
            Item = reader.IsDBNull(2) ? null : PublicId.FromBytes(reader.GetFieldValue<byte[]>(2)),
            Generation = PublicId.FromBytes(reader.GetFieldValue<byte[]>(3)),
            Turn = reader.GetInt32(4),
            Position = Number(reader, 5),
            Annotator = new(PublicId.FromBytes(reader.GetFieldValue<byte[]>(6)), reader.GetString(7)),
            Judgement = (Judgement?)Number(reader, 8),
            Note = reader.Text(9),
            Span = Number(reader, 10) is { } start ? new(start, reader.GetInt32(11)) : null,
            Saw = JsonSerializer.Deserialize<Sight>(reader.GetString(12), JsonSerializerOptions.Web)!,
            Guideline = Number(reader, 13),
            Milliseconds = Number(reader, 14),
            Created = new(reader.GetInt64(15), TimeSpan.Zero),
        };

    /// <summary>Adds an event.</summary>
    /// <returns>Whether it is new; its key may have come before.</returns>
    /// <exception cref="KeyNotFoundException">The store holds no such text or item.</exception>
    public static bool Add(
        SqliteConnection connection,
        SqliteTransaction transaction,
        Decision decision,
        long generation,
        int k,
        long? item,
        TimeProvider clock
    )
    {
        long? guideline = decision is { Guideline: { } version, Position: { } position }
            ? GuidelineRow(connection, transaction, Rubric.KindAt(position, k), version)
            : null;
        return connection.Run(
                transaction,
                """
                INSERT INTO decisions (public_id, idempotency_key, event, queue_item_id, generation_id, turn, position, annotator_id,
                  verdict, note, span_start, span_length, visible, guideline_id, milliseconds, created)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT id FROM annotators WHERE public_id = ?8), ?9, ?10, ?11, ?12, ?13, ?14, ?15,
                  coalesce(?16, max(?17, coalesce(
                    (SELECT max(created) FROM decisions WHERE queue_item_id = ?4),
                    (SELECT max(created) FROM decisions WHERE ?4 IS NULL AND queue_item_id IS NULL AND generation_id = ?5), 0))))
                ON CONFLICT (idempotency_key) DO NOTHING
                """,
                PublicId.New(clock),
                decision.Key,
                decision.Kind,
                item,
                generation,
                decision.Turn,
                decision.Position,
                decision.Annotator.Id,
                decision.Judgement,
                string.IsNullOrWhiteSpace(decision.Note) ? null : decision.Note.Trim(),
                decision.Span?.Start,
                decision.Span?.Length,
                JsonSerializer.Serialize(decision.Saw, JsonSerializerOptions.Web),
                guideline,
                decision.Milliseconds,
                decision.Created == default ? null : decision.Created,
                clock.GetUtcNow() // or the moment of the last event, where the clock was set back since
            ) > 0;
    }

    private static long? GuidelineRow(
        SqliteConnection connection,
        SqliteTransaction transaction,
        CriterionKind kind,
        int version
    )
    {
        using var find = new Statement(
            connection,
            transaction,
            "SELECT id FROM guidelines WHERE kind = ?1 AND version = ?2",
            2
        );
        return find.Number(kind, version);
    }

    private static int? Number(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt32(column);
}
