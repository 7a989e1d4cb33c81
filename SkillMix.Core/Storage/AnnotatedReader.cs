using Microsoft.Data.Sqlite;
using SkillMix.Core.Annotation;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Storage;

/// <summary>Reads what people judged together with the gradings of the same texts.</summary>
internal static class AnnotatedReader
{
    public static LabelledPool Queue(SqliteConnection connection, Guid queue)
    {
        var (row, spec) = QueueReader.Head(connection, null, queue);
        var panel = connection.Rows(
            "SELECT frozen FROM queues WHERE id = ?1",
            reader => QueueReader.Panel(reader.GetString(0)),
            row
        )[0];
        var items = QueueReader.Items(connection, "i.queue_id = (SELECT id FROM queues WHERE public_id = ?1)", queue);
        var texts = Texts(
            connection,
            "SELECT x.generation_id FROM queue_item_generations x JOIN queue_items i ON i.id = x.queue_item_id WHERE i.queue_id = $queue",
            command => command.Parameters.AddWithValue("$queue", row),
            panel
        );
        return new(
            queue,
            spec,
            panel,
            Units(connection, row),
            [
                .. items.SelectMany(item =>
                {
                    var verdicts = item.Verdicts.ToLookup(verdict => verdict.Criterion.Generation);
                    return item
                        .Texts.Where(text => texts.ContainsKey(text.Generation))
                        .Select(text =>
                            texts[text.Generation] with
                            {
                                Item = item.Id,
                                Probability = item.Probability,
                                Verdicts = [.. verdicts[text.Generation].Where(one => one.Criterion.Turn == text.Turn)],
                            }
                        );
                }),
            ]
        );
    }

    public static IReadOnlyList<AnnotatedText> All(SqliteConnection connection, PanelSpec panel)
    {
        var texts = Texts(connection, "SELECT generation_id FROM decisions", _ => { }, panel);
        var probabilities = connection
            .Rows(
                "SELECT public_id, selection_probability FROM queue_items WHERE selection_probability IS NOT NULL",
                reader => (Item: PublicId.FromBytes(reader.GetFieldValue<byte[]>(0)), Pi: reader.GetDouble(1))
            )
            .ToDictionary(pair => pair.Item, pair => (double?)pair.Pi);
        return
        [
            .. HumanVerdict
                .ByItem(DecisionRows.Where(connection, null, "1"))
                .SelectMany(work =>
                    work.Verdicts.GroupBy(verdict => (verdict.Criterion.Generation, verdict.Criterion.Turn))
                        .Where(text => texts.ContainsKey(text.Key.Generation))
                        .Where(text => texts[text.Key.Generation].Turn == text.Key.Turn)
                        .Select(text =>
                            texts[text.Key.Generation] with
                            {
                                Item = work.Item,
                                Probability = work.Item is { } item ? probabilities.GetValueOrDefault(item) : null,
                                Verdicts = [.. text],
                            }
                        )
                ),
        ];
    }

    private static List<AnnotatedUnit> Units(SqliteConnection connection, long queue) =>
        connection.Rows(
            """
            SELECT u.name, m.name, u.setting, u.k, u.is_simulated, u.panel, u.uncertainty, u.selection_probability, i.public_id
            FROM queue_units u JOIN models m ON m.id = u.student_id LEFT JOIN queue_items i ON i.id = u.queue_item_id
            WHERE u.queue_id = ?1 ORDER BY u.number
            """,
            reader => new AnnotatedUnit(
                reader.GetString(0),
                reader.GetString(1),
                (Setting)reader.GetInt32(2),
                reader.GetInt32(3),
                reader.GetBoolean(4),
                reader.IsDBNull(5) ? null : reader.GetBoolean(5),
                reader.GetDouble(6),
                reader.IsDBNull(7) ? null : reader.GetDouble(7),
                reader.IsDBNull(8) ? null : PublicId.FromBytes(reader.GetFieldValue<byte[]>(8))
            ),
            queue
        );

    /// <summary>Texts with their gradings and skills, and nothing that people said yet.</summary>
    private static Dictionary<Guid, AnnotatedText> Texts(
        SqliteConnection connection,
        string ids,
        Action<SqliteCommand> bind,
        PanelSpec panel
    )
    {
        var skills = new Dictionary<long, IReadOnlyList<string>>();
        return StoredText
            .Read(connection, ids, bind, panel)
            .ToDictionary(
                text => text.Id,
                text => new AnnotatedText(
                    text.Id,
                    text.Turn,
                    text.Student,
                    text.Setting,
                    text.IsSimulated,
                    SkillsOf(text.Tuple),
                    text.Graders,
                    text.Graded,
                    null,
                    null,
                    []
                )
            );

        IReadOnlyList<string> SkillsOf(long tuple) =>
            skills.TryGetValue(tuple, out var known)
                ? known
                : skills[tuple] = JudgedTexts.SkillsOf(connection, null, tuple);
    }
}
