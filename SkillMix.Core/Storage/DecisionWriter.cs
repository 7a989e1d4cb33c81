using Microsoft.Data.Sqlite;
using SkillMix.Core.Annotation;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Storage;

/// <summary>Keeps events of annotation, and with them what lists and queues read of them.</summary>
internal sealed class DecisionWriter(SqliteConnection connection, SqliteTransaction transaction, TimeProvider clock)
{
    /// <summary>The number under which a person stands in the store; the name is brought up to date.</summary>
    public long PersonRow(Annotator who)
    {
        connection.Run(
            transaction,
            "INSERT INTO annotators (public_id, name) VALUES (?1, ?2) ON CONFLICT (public_id) DO UPDATE SET name = ?2 WHERE name <> ?2",
            who.Id,
            who.Name
        );
        return Row("SELECT id FROM annotators WHERE public_id = ?1", who.Id, "annotator");
    }

    /// <summary>Keeps events in their order; those whose key is there already are left as they are.</summary>
    /// <returns>How many were new.</returns>
    public int Write(IReadOnlyList<Decision> decisions)
    {
        var kept = 0;
        var touchedWork = new HashSet<(long Item, long Person)>();
        var touchedItems = new HashSet<long>();
        var touchedTexts = new HashSet<long>();
        foreach (var decision in decisions)
        {
            var person = PersonRow(decision.Annotator);
            var (generation, k) = Text(decision.Generation);
            long? item = decision.Item is { } id
                ? Row("SELECT id FROM queue_items WHERE public_id = ?1", id, "item of a queue")
                : null;
            if (!DecisionRows.Add(connection, transaction, decision, generation, k, item, clock))
            {
                continue;
            }

            kept++;
            touchedTexts.Add(generation);
            if (item is { } row)
            {
                touchedWork.Add((row, person));
                touchedItems.Add(row);
            }
        }

        foreach (var (item, person) in touchedWork)
        {
            KeepWork(item, person);
        }

        foreach (var item in touchedItems)
        {
            touchedTexts.UnionWith(KeepDisputes(item));
        }

        foreach (var text in touchedTexts)
        {
            KeepDifference(text);
        }

        return kept;
    }

    private void KeepWork(long item, long person)
    {
        var work = ItemWork.Of(Events("d.queue_item_id = ?1 AND d.annotator_id = ?2", item, person));
        connection.Run(
            transaction,
            """
            INSERT INTO queue_work (queue_item_id, annotator_id, state, decisions, milliseconds, changed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO UPDATE SET state = ?3, decisions = ?4, milliseconds = ?5, changed = ?6
            """,
            item,
            person,
            work.IsComplete ? WorkState.Complete
                : work.IsSkipped ? WorkState.Skipped
                : WorkState.Begun,
            work.Decided.Values.Count(one => one.Judgement is not null),
            (long)work.Time.TotalMilliseconds,
            clock.GetUtcNow()
        );
        if (work.IsComplete || work.IsSkipped)
        {
            connection.Run(
                transaction,
                "UPDATE queue_items SET locked_by = NULL, locked_session = NULL, locked_until = NULL WHERE id = ?1 AND locked_by = ?2",
                item,
                person
            );
        }
    }

    /// <summary>Notes whether people differ on an item and nobody has settled it.</summary>
    /// <returns>The texts whose verdict may be another now.</returns>
    private List<long> KeepDisputes(long item)
    {
        var verdicts = HumanVerdict.Of(Events("d.queue_item_id = ?1", item), onlyCompleted: true);
        connection.Run(
            transaction,
            "UPDATE queue_items SET is_disputed = ?2 WHERE id = ?1",
            item,
            verdicts.Any(verdict => verdict is { IsDisputed: true, Adjudicated: null })
        );
        return connection.Rows(
            transaction,
            "SELECT generation_id FROM queue_item_generations WHERE queue_item_id = ?1",
            reader => reader.GetInt64(0),
            item
        );
    }

    /// <summary>Notes whether people decided a criterion of a text otherwise than the majority of its graders.</summary>
    private void KeepDifference(long generation)
    {
        var events = Events("d.generation_id = ?1", generation);
        var turn = events.Count == 0 ? 0 : events[^1].Turn;
        var verdicts = events
            .GroupBy(one => one.Item)
            .SelectMany(group =>
                HumanVerdict.Of(ItemEvents(group.Key, [.. group]), onlyCompleted: group.Key is not null)
            )
            .Where(verdict => verdict.Criterion.Turn == turn && verdict.Verdict is not null)
            .ToList();
        var differs = false;
        if (verdicts.Count > 0)
        {
            var text = StoredText.Read(
                connection,
                FormattableString.Invariant($"SELECT {generation}"),
                command => command.Transaction = transaction,
                PanelSpec.Default
            );
            var panel = text is [var one] ? one.Graded.Panel(PanelSpec.Default.Options) : default;
            differs = verdicts.Any(verdict =>
                verdict.Criterion.Generation == text[0].Id
                && panel.At(verdict.Criterion.Position) is { } graders
                && graders != verdict.Verdict
            );
        }

        connection.Run(transaction, "UPDATE generations SET human_differs = ?2 WHERE id = ?1", generation, differs);
    }

    /// <summary>Whether somebody is done with an item is said by an event on its first text.</summary>
    private List<Decision> ItemEvents(Guid? item, List<Decision> own) =>
        item is { } id ? Events("i.public_id = ?1", id) : own;

    private List<Decision> Events(string where, params ReadOnlySpan<object?> values) =>
        connection.Rows(
            transaction,
            $"SELECT {DecisionRows.Columns} {DecisionRows.Source} WHERE {where} ORDER BY d.id",
            DecisionRows.Read,
            values
        );

    private (long Row, int K) Text(Guid generation)
    {
        using var ask = new Statement(connection, transaction, "SELECT id, k FROM generations WHERE public_id = ?1", 1);
        using var reader = ask.Read(generation);
        return reader.Read()
            ? (reader.GetInt64(0), reader.GetInt32(1))
            : throw new KeyNotFoundException($"The store holds no generation {generation:N}.");
    }

    private long Row(string sql, Guid id, string what)
    {
        using var find = new Statement(connection, transaction, sql, 1);
        return find.Number(id) ?? throw new KeyNotFoundException($"The store holds no {what} {id:N}.");
    }
}

/// <summary>How far a person is with an item, as it stands in the store.</summary>
internal enum WorkState
{
    Begun = 0,
    Complete = 1,
    Skipped = 2,
}
