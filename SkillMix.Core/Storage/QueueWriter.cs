using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Annotation;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Storage;

/// <summary>Writes a drawn queue: its pool, its items, and what it freezes.</summary>
internal sealed class QueueWriter(SqliteConnection connection, SqliteTransaction transaction, TimeProvider clock)
{
    /// <summary>How specs and frozen panels stand in the store.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <exception cref="ArgumentException">A queue of that name is there.</exception>
    public Guid Write(QueueDraft draft, PanelSpec panel)
    {
        var (id, queue) = Head(draft, panel);
        using var items = Insert(
            "queue_items (public_id, queue_id, position, tuple_id, student_id, uncertainty, selection_probability, design_version, labels_wanted, panel)",
            "?1, ?2, ?3, (SELECT tuple_id FROM generations WHERE public_id = ?4), (SELECT id FROM models WHERE name = ?5), ?6, ?7, ?8, ?9, ?10",
            10,
            " RETURNING id"
        );
        using var texts = Insert(
            "queue_item_generations (queue_item_id, generation_id)",
            "?1, (SELECT id FROM generations WHERE public_id = ?2)",
            2
        );
        using var units = Insert(
            "queue_units (queue_id, number, name, student_id, setting, k, is_simulated, panel, uncertainty, selection_probability, queue_item_id)",
            "?1, ?2, ?3, (SELECT id FROM models WHERE name = ?4), ?5, ?6, ?7, ?8, ?9, ?10, ?11",
            11
        );
        var position = 0;
        foreach (var (number, drafted) in draft.Units.Index())
        {
            var unit = drafted.Unit;
            long? item = null;
            if (drafted.IsDrawn)
            {
                item = items.Number(
                    PublicId.New(clock),
                    queue,
                    position++,
                    unit.Texts[0].Generation,
                    unit.Student,
                    unit.Uncertainty,
                    drafted.Probability,
                    QueueDesign.Version,
                    drafted.Labels,
                    JsonSerializer.Serialize(unit.Texts, Json)
                );
                foreach (var text in unit.Texts)
                {
                    texts.Run(item, text.Generation);
                }
            }

            units.Run(
                queue,
                number,
                unit.Name,
                unit.Student,
                unit.Setting,
                unit.K,
                unit.IsSimulated,
                unit.Panel,
                unit.Uncertainty,
                drafted.Probability,
                item
            );
        }

        return id;
    }

    private (Guid Id, long Row) Head(QueueDraft draft, PanelSpec panel)
    {
        var spec = draft.Spec;
        var id = PublicId.New(clock);
        using var insert = new Statement(
            connection,
            transaction,
            """
            INSERT INTO queues (public_id, study_id, name, spec, frozen, seed, design_version, created)
            VALUES (?1, (SELECT r.study_id FROM runs r JOIN generations g ON g.run_id = r.id WHERE g.public_id = ?2), ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (name) DO NOTHING RETURNING id
            """,
            8
        );
        var row =
            insert.Number(
                id,
                draft.Units[0].Unit.Texts[0].Generation,
                spec.Name.Trim(),
                JsonSerializer.Serialize(spec with { Name = spec.Name.Trim() }, Json),
                JsonSerializer.Serialize(panel, Json),
                spec.Seed,
                QueueDesign.Version,
                clock.GetUtcNow()
            )
            ?? throw new ArgumentException(
                $"There is a queue '{spec.Name.Trim()}' already, and it stays as it is; choose another name."
            );
        return (id, row);
    }

    private Statement Insert(string into, string values, int parameters, string returning = "") =>
        new(connection, transaction, $"INSERT INTO {into} VALUES ({values}){returning}", parameters);
}
