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
    /// <exception cref="ArgumentException">The text has no such criterion, or the marked words are no place in any text.</exception>
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
            Check(decision, k);
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
                touchedItems.Add(row);
                if (decision.Kind != DecisionKind.Adjudicate)
                {
                    touchedWork.Add((row, person)); // to settle what others differ on is no labelling
                }
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
        List<Decision> own =
        [
            .. Events("d.queue_item_id = ?1 AND d.annotator_id = ?2", item, person)
                .Where(one => one.Kind != DecisionKind.Adjudicate),
        ];
        var work = ItemWork.Of(own);
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
            own[^1].Created
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
        var text = StoredText
            .Read(
                connection,
                FormattableString.Invariant($"SELECT {generation}"),
                command => command.Transaction = transaction,
                PanelSpec.Default
            )
            .SingleOrDefault();
        var differs = false;
        if (text is not null)
        {
            var panel = text.Graded.Panel(PanelSpec.Default.Options);
            // Whether somebody is done with an item is said by an event on its first text: all of the item's are read.
            differs = HumanVerdict
                .ByItem(
                    Events(
                        """
                        (d.queue_item_id IS NULL AND d.generation_id = ?1)
                        OR d.queue_item_id IN (SELECT queue_item_id FROM queue_item_generations WHERE generation_id = ?1)
                        """,
                        generation
                    )
                )
                .SelectMany(work => work.Verdicts)
                .Any(verdict =>
                    (verdict.Criterion.Generation, verdict.Criterion.Turn) == (text.Id, text.Turn)
                    && panel.At(verdict.Criterion.Position) is { } graders
                    && verdict.Verdict is { } people
                    && people != graders
                );
        }

        connection.Run(transaction, "UPDATE generations SET human_differs = ?2 WHERE id = ?1", generation, differs);
    }

    private List<Decision> Events(string where, params ReadOnlySpan<object?> values) =>
        DecisionRows.Where(connection, transaction, where, values);

    /// <summary>What comes from a browser is not believed: one bad row would stop every list and file that it is in.</summary>
    private static void Check(Decision decision, int k)
    {
        if (decision.Position is { } position && (position < 0 || position >= k + 3))
        {
            throw new ArgumentException($"There is no criterion {position}; this text has {k + 3}, counted from 0.");
        }

        if (decision.Span is { } span && !span.FitsIn(int.MaxValue))
        {
            throw new ArgumentException("The marked words are no place in a text; mark them again.");
        }
    }

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
