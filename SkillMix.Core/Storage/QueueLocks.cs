using Microsoft.Data.Sqlite;
using SkillMix.Core.Annotation;

namespace SkillMix.Core.Storage;

/// <summary>Who has which item open. A lock runs out by itself, so that a closed browser keeps nothing for ever.</summary>
internal sealed class QueueLocks(SqliteConnection connection, SqliteTransaction transaction, TimeProvider clock)
{
    /// <summary>How long an item stays with a browser from which nothing is heard.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(15);

    // What may come next: not done by this person, not enough labels yet, not open in another browser.
    private const string Free = """
        FROM queue_items i LEFT JOIN queue_work w ON w.queue_item_id = i.id AND w.annotator_id = ?2
        WHERE i.queue_id = ?1 AND coalesce(w.state, 0) = 0
          AND (i.locked_until IS NULL OR i.locked_until <= ?4 OR (i.locked_by = ?2 AND i.locked_session = ?3))
          AND (SELECT count(*) FROM queue_work o WHERE o.queue_item_id = i.id AND o.state = 1) < i.labels_wanted
        ORDER BY (i.locked_by IS ?2 AND i.locked_session IS ?3 AND i.locked_until > ?4) DESC, (w.state IS NOT NULL) DESC, i.position
        """;

    /// <summary>The items that this browser would get next, the one that it has open first.</summary>
    public IReadOnlyList<Guid> Next(long queue, long annotator, string session, int count) =>
        connection.Rows(
            transaction,
            $"SELECT i.public_id {Free} LIMIT ?5",
            reader => PublicId.FromBytes(reader.GetFieldValue<byte[]>(0)),
            queue,
            annotator,
            session,
            clock.GetUtcNow(),
            count
        );

    /// <summary>Opens an item for a browser, or keeps it open.</summary>
    /// <returns>Whether it did; another browser may have it.</returns>
    public bool Take(Guid item, long annotator, string session) =>
        connection.Run(
            transaction,
            """
            UPDATE queue_items SET locked_by = ?2, locked_session = ?3, locked_until = ?5
            WHERE public_id = ?1 AND (locked_until IS NULL OR locked_until <= ?4 OR (locked_by = ?2 AND locked_session = ?3))
            """,
            item,
            annotator,
            session,
            clock.GetUtcNow(),
            clock.GetUtcNow() + Duration
        ) > 0;

    /// <summary>Whether a queue has an item that a person may open: one they have worked on, or one that still wants labels.</summary>
    public bool MayOpen(long queue, Guid item, long annotator)
    {
        using var ask = new Statement(
            connection,
            transaction,
            """
            SELECT 1 FROM queue_items i WHERE i.queue_id = ?1 AND i.public_id = ?2
              AND (EXISTS (SELECT 1 FROM queue_work w WHERE w.queue_item_id = i.id AND w.annotator_id = ?3)
                OR (SELECT count(*) FROM queue_work o WHERE o.queue_item_id = i.id AND o.state = 1) < i.labels_wanted)
            """,
            3
        );
        return ask.Number(queue, item, annotator) is not null;
    }

    /// <summary>Lets go of everything that a browser has open in a queue, but for one item.</summary>
    public void Release(long queue, string session, Guid? except = null) =>
        connection.Run(
            transaction,
            """
            UPDATE queue_items SET locked_by = NULL, locked_session = NULL, locked_until = NULL
            WHERE queue_id = ?1 AND locked_session = ?2 AND public_id IS NOT ?3
            """,
            queue,
            session,
            except
        );

    /// <summary>Who else has an item open, in words; null where nobody has.</summary>
    public string? Elsewhere(Guid item, Annotator who)
    {
        using var ask = new Statement(
            connection,
            transaction,
            """
            SELECT a.public_id, i.locked_until FROM queue_items i JOIN annotators a ON a.id = i.locked_by
            WHERE i.public_id = ?1 AND i.locked_until > ?2
            """,
            2
        );
        using var reader = ask.Read(item, clock.GetUtcNow());
        if (!reader.Read())
        {
            return null;
        }

        var minutes = Math.Ceiling(
            (new DateTimeOffset(reader.GetInt64(1), TimeSpan.Zero) - clock.GetUtcNow()).TotalMinutes
        );
        var holder =
            PublicId.FromBytes(reader.GetFieldValue<byte[]>(0)) == who.Id
                ? "another browser of yours"
                : "somebody else's browser";
        return $"This item is open in {holder}; it is free again when it is completed there, or in {minutes:0} minutes.";
    }
}
