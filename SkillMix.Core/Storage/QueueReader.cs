using System.Text.Json;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Annotation;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Storage;

/// <summary>Reads queues, their items and the events on them.</summary>
internal static class QueueReader
{
    /// <summary>A queue's row and what was asked of it.</summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public static (long Row, QueueSpec Spec) Head(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        Guid queue
    ) =>
        connection.Rows(
            transaction,
            "SELECT id, spec FROM queues WHERE public_id = ?1",
            reader => (reader.GetInt64(0), Spec(reader.GetString(1))),
            queue
        )
            is [var head]
            ? head
            : throw new ArgumentException(
                $"This store holds no queue {queue:N}. It may be in another store, or the link may be cut off."
            );

    public static QueueSpec Spec(string json) => JsonSerializer.Deserialize<QueueSpec>(json, QueueWriter.Json)!;

    public static PanelSpec Panel(string json) => JsonSerializer.Deserialize<PanelSpec>(json, QueueWriter.Json)!;

    public static IReadOnlyList<QueueSummary> Summaries(SqliteConnection connection)
    {
        var people = connection
            .Rows(
                """
                SELECT i.queue_id, a.public_id, a.name, sum(w.state = 1), sum(w.state = 2), sum(w.decisions),
                       sum(CASE w.state WHEN 1 THEN w.milliseconds ELSE 0 END), max(w.changed)
                FROM queue_work w JOIN queue_items i ON i.id = w.queue_item_id JOIN annotators a ON a.id = w.annotator_id
                GROUP BY i.queue_id, a.id ORDER BY a.name
                """,
                reader =>
                    (
                        Queue: reader.GetInt64(0),
                        Progress: new PersonProgress(
                            new(PublicId.FromBytes(reader.GetFieldValue<byte[]>(1)), reader.GetString(2)),
                            reader.GetInt32(3),
                            reader.GetInt32(4),
                            reader.GetInt32(5),
                            TimeSpan.FromMilliseconds(reader.GetInt64(6)),
                            new(reader.GetInt64(7), TimeSpan.Zero)
                        )
                    )
            )
            .ToLookup(row => row.Queue, row => row.Progress);
        return connection.Rows(
            """
            SELECT q.id, q.public_id, q.spec, q.frozen, q.created, u.units, u.simulated, i.items, i.labels, i.done, i.disputed
            FROM queues q
            JOIN (SELECT queue_id, count(*) AS units, max(is_simulated) AS simulated FROM queue_units GROUP BY queue_id) u ON u.queue_id = q.id
            JOIN (SELECT queue_id, count(*) AS items, sum(labels_wanted) AS labels, sum(is_disputed) AS disputed,
                         sum(min(labels_wanted, (SELECT count(*) FROM queue_work w WHERE w.queue_item_id = queue_items.id AND w.state = 1))) AS done
                  FROM queue_items GROUP BY queue_id) i ON i.queue_id = q.id
            ORDER BY q.id DESC
            """,
            reader =>
            {
                var panel = Panel(reader.GetString(3));
                return new QueueSummary(
                    PublicId.FromBytes(reader.GetFieldValue<byte[]>(1)),
                    Spec(reader.GetString(2)),
                    new(reader.GetInt64(4), TimeSpan.Zero),
                    reader.GetInt32(5),
                    reader.GetInt32(7),
                    reader.GetInt32(8),
                    reader.GetInt32(9),
                    reader.GetInt32(10),
                    reader.GetBoolean(6),
                    panel.Words,
                    [.. Enum.GetValues<CriterionKind>().Where(panel.IsCounted)],
                    [.. people[reader.GetInt64(0)]]
                );
            }
        );
    }

    /// <summary>Items of the rows i that a condition picks, in the order of the queue.</summary>
    public static IReadOnlyList<QueueItem> Items(SqliteConnection connection, string where, Guid value)
    {
        var events = DecisionRows.Where(connection, null, where, value).ToLookup(one => one.Item);
        return connection.Rows(
            $"""
            SELECT i.public_id, q.public_id, i.position, i.selection_probability, i.labels_wanted, i.panel
            FROM queue_items i JOIN queues q ON q.id = i.queue_id WHERE {where} ORDER BY i.position
            """,
            reader =>
            {
                var id = PublicId.FromBytes(reader.GetFieldValue<byte[]>(0));
                return new QueueItem(
                    id,
                    PublicId.FromBytes(reader.GetFieldValue<byte[]>(1)),
                    reader.GetInt32(2),
                    reader.IsDBNull(3) ? null : reader.GetDouble(3),
                    reader.GetInt32(4),
                    JsonSerializer.Deserialize<PoolText[]>(reader.GetString(5), QueueWriter.Json)!,
                    [.. events[id]]
                );
            },
            value
        );
    }
}
