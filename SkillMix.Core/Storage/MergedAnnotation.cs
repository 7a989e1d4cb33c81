using System.Text.Json;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Annotation;
using SkillMix.Core.Exchange;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Storage;

/// <summary>Takes the queues of another store in, its guidelines, and what people decided there.</summary>
/// <remarks>
/// A queue comes whole or not at all: an estimate rests on its whole pool. Where both stores drew the same queue on their own, what
/// people decided is joined; another queue of the same name is left with all that was decided in it. A guideline with words that are not here becomes another
/// version here, so that every decision still says which words were in view.
/// </remarks>
internal sealed class MergedAnnotation(
    SqliteConnection from,
    SqliteConnection to,
    SqliteTransaction transaction,
    MergeNames names
)
{
    public MergeReport Take(MergeReport report)
    {
        var guidelines = TakeGuidelines();
        var strangers = new HashSet<Guid>();
        var (taken, left) = (0, 0);
        foreach (
            var queue in StoreMerge.Rows(
                from,
                null,
                "SELECT public_id, name, spec, frozen, seed, design_version, created, id FROM queues ORDER BY id"
            )
        )
        {
            if (StoreMerge.Rows(to, transaction, "SELECT id FROM queues WHERE public_id = ?1", queue[0]).Count > 0)
            {
                continue;
            }

            var isTaken = TakeQueue(queue);
            taken += isTaken ? 1 : 0;
            left += isTaken ? 0 : 1;
            if (!isTaken && !IsDrawnHere(queue))
            {
                strangers.Add(PublicId.FromBytes((byte[])queue[0]!));
            }
        }

        var (decisions, others) = TakeDecisions(guidelines, strangers);
        return report with { NewQueues = taken, LeftQueues = left, NewDecisions = decisions, LeftDecisions = others };
    }

    /// <summary>What the versions there are called here.</summary>
    private Dictionary<(CriterionKind Kind, int Version), int> TakeGuidelines()
    {
        var versions = new Dictionary<(CriterionKind, int), int>();
        foreach (
            var row in StoreMerge.Rows(
                from,
                null,
                "SELECT kind, version, text, created FROM guidelines ORDER BY kind, version"
            )
        )
        {
            to.Run(
                transaction,
                """
                INSERT INTO guidelines (kind, version, text, created)
                SELECT ?1, 1 + coalesce((SELECT max(version) FROM guidelines WHERE kind = ?1), 0), ?2, ?3
                WHERE NOT EXISTS (SELECT 1 FROM guidelines WHERE kind = ?1 AND text = ?2)
                """,
                row[0],
                row[2],
                row[3]
            );
            var here = StoreMerge.Rows(
                to,
                transaction,
                "SELECT max(version) FROM guidelines WHERE kind = ?1 AND text = ?2",
                row[0],
                row[2]
            )[0];
            versions[((CriterionKind)(long)row[0]!, (int)(long)row[1]!)] = (int)(long)here[0]!;
        }

        return versions;
    }

    private bool TakeQueue(object?[] queue)
    {
        var items = StoreMerge.Rows(
            from,
            null,
            """
            SELECT public_id, position, tuple_id, student_id, uncertainty, selection_probability, design_version, labels_wanted, panel, id
            FROM queue_items WHERE queue_id = ?1 ORDER BY position
            """,
            queue[7]
        );
        var texts = items.ToDictionary(item => (long)item[9]!, item => TextsOf((long)item[9]!));
        if (texts.Values.Any(list => list is null) || IsNamed(queue[1]))
        {
            return false;
        }

        var here = Insert(
            "queues (public_id, name, spec, frozen, seed, design_version, created, study_id)",
            [
                .. queue[..7],
                StoreMerge.Rows(
                    to,
                    transaction,
                    "SELECT r.study_id FROM runs r JOIN generations g ON g.run_id = r.id WHERE g.id = ?1",
                    texts[(long)items[0][9]!]![0].Here
                )[0][0],
            ]
        );
        var rows = new Dictionary<long, long>();
        foreach (var item in items)
        {
            var of = texts[(long)item[9]!]!;
            item[2] = names.Tuples[(long)item[2]!];
            item[3] = names.Models[(long)item[3]!];
            item[8] = PanelHere((string)item[8]!, of);
            var row = rows[(long)item[9]!] = Insert(
                "queue_items (public_id, position, tuple_id, student_id, uncertainty, selection_probability, design_version, labels_wanted, panel, queue_id)",
                [.. item[..9], here]
            );
            foreach (var text in of)
            {
                to.Run(
                    transaction,
                    "INSERT INTO queue_item_generations (queue_item_id, generation_id) VALUES (?1, ?2)",
                    row,
                    text.Here
                );
            }
        }

        foreach (
            var unit in StoreMerge.Rows(
                from,
                null,
                "SELECT number, name, student_id, setting, k, is_simulated, panel, uncertainty, selection_probability, queue_item_id FROM queue_units WHERE queue_id = ?1",
                queue[7]
            )
        )
        {
            unit[2] = names.Models[(long)unit[2]!];
            unit[9] = unit[9] is long item ? rows[item] : null;
            to.Run(
                transaction,
                "INSERT INTO queue_units (number, name, student_id, setting, k, is_simulated, panel, uncertainty, selection_probability, queue_item_id, queue_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                [.. unit, here]
            );
        }

        return true;
    }

    private (int New, int Left) TakeDecisions(
        Dictionary<(CriterionKind Kind, int Version), int> guidelines,
        HashSet<Guid> strangers
    )
    {
        var lines = DecisionLines.Read(from, new DecisionScope.Everything());
        List<DecisionLine> ours = [.. lines.Where(line => line.Item is null || !strangers.Contains(line.Item.Queue))];
        var reading = new DecisionReading(
            "",
            [.. ours.Select((line, number) => ReadDecision.Of(Renumbered(line), number))],
            []
        );
        using var intake = new DecisionIntake(to, transaction);
        var (decisions, report) = intake.Sort(reading, null);
        new DecisionWriter(to, transaction, TimeProvider.System).Write(decisions);
        return (report.New, report.Problems.Count + lines.Count - ours.Count);

        DecisionLine Renumbered(DecisionLine line) =>
            line is { Criterion: { } criterion, Decision.Guideline: { } version }
                ? line with
                {
                    Decision = line.Decision with { Guideline = guidelines[(criterion.Kind, version)] },
                }
                : line;
    }

    /// <summary>The texts of an item there, as they are called in both stores; null where one is not here, or reads otherwise.</summary>
    private List<(Guid There, Guid Id, long Here)>? TextsOf(long item)
    {
        using var theirs = new JudgedTexts(from, null);
        using var ours = new JudgedTexts(to, transaction);
        var found = new List<(Guid, Guid, long)>();
        foreach (
            var text in StoreMerge.Rows(
                from,
                null,
                """
                SELECT g.id, g.public_id, r.spec_hash, g.student_id, g.sample_id, g.tuple_index, g.round, g.last_turn, s.name
                FROM queue_item_generations x JOIN generations g ON g.id = x.generation_id JOIN runs r ON r.id = g.run_id
                JOIN studies s ON s.id = r.study_id WHERE x.queue_item_id = ?1 ORDER BY g.round, g.id
                """,
                item
            )
        )
        {
            var here = StoreMerge.Rows(
                to,
                transaction,
                """
                SELECT g.id, g.public_id FROM generations g JOIN runs r ON r.id = g.run_id JOIN studies s ON s.id = r.study_id
                WHERE r.spec_hash = ?1 AND s.name = ?2 AND g.student_id = ?3 AND g.sample_id = ?4 AND g.tuple_index = ?5 AND g.round = ?6
                """,
                text[2],
                text[8],
                names.Models[(long)text[3]!],
                names.Samples[(long)text[4]!],
                text[5],
                text[6]
            );
            var turn = (int)(long)text[7]!;
            if (here is not [var one] || ours.Of((long)one[0]!, turn)?.Hash != theirs.Of((long)text[0]!, turn)?.Hash)
            {
                return null;
            }

            found.Add((PublicId.FromBytes((byte[])text[1]!), PublicId.FromBytes((byte[])one[1]!), (long)one[0]!));
        }

        return found;
    }

    private static string PanelHere(string panel, List<(Guid There, Guid Id, long Here)> texts)
    {
        var ids = texts.ToDictionary(text => text.There, text => text.Id);
        return JsonSerializer.Serialize(
            JsonSerializer
                .Deserialize<PoolText[]>(panel, QueueWriter.Json)!
                .Select(text => text with { Generation = ids[text.Generation] }),
            QueueWriter.Json
        );
    }

    /// <summary>Whether a queue of that name here is the same draw, whoever it is for.</summary>
    private bool IsDrawnHere(object?[] queue)
    {
        return StoreMerge.Rows(to, transaction, "SELECT spec, design_version FROM queues WHERE name = ?1", queue[1])
                is [var here]
            && (long)here[1]! == (long)queue[5]!
            && ForAnybody(here[0]) == ForAnybody(queue[2]);

        static QueueSpec ForAnybody(object? spec) => QueueReader.Spec((string)spec!) with { Annotators = [] };
    }

    private bool IsNamed(object? name) =>
        StoreMerge.Rows(to, transaction, "SELECT id FROM queues WHERE name = ?1", name).Count > 0;

    private long Insert(string into, object?[] values)
    {
        var places = string.Join(", ", Enumerable.Range(1, values.Length).Select(i => $"?{i}"));
        using var insert = new Statement(
            to,
            transaction,
            $"INSERT INTO {into} VALUES ({places}) RETURNING id",
            values.Length
        );
        return insert.Number(values)!.Value;
    }
}
