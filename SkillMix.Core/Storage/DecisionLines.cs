using System.Text.Json;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Annotation;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Exchange;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Storage;

/// <summary>Reads events of annotation with all that a file says of them.</summary>
internal static class DecisionLines
{
    private const int After = DecisionRows.Count;

    private static readonly string Columns = $"""
        {DecisionRows.Columns}, g.id, r.public_id, r.name, r.spec_hash, m.name, s.hash, g.tuple_index, g.k, g.setting, g.round,
        m.is_simulated OR EXISTS (
          SELECT 1 FROM gradings e JOIN grading_specs f ON f.id = e.grading_spec_id JOIN models h ON h.id = f.grader_id
          WHERE e.generation_id = g.id AND h.is_simulated),
        i.queue_id, i.position, i.selection_probability, i.design_version, i.panel
        """;

    private const string Source = $"""
        {DecisionRows.Source} JOIN runs r ON r.id = g.run_id JOIN models m ON m.id = g.student_id JOIN samples s ON s.id = g.sample_id
        """;

    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public static IReadOnlyList<DecisionLine> Read(SqliteConnection connection, DecisionScope scope)
    {
        var (where, value) = scope switch
        {
            DecisionScope.Within one => ("i.queue_id = ?1", (object?)QueueReader.Head(connection, null, one.Queue).Row),
            DecisionScope.Outside => ("d.queue_item_id IS NULL AND ?1 IS NULL", null),
            _ => ("?1 IS NULL", null),
        };
        var queues = connection
            .Rows(
                "SELECT id, public_id, name, seed, spec FROM queues",
                reader => new Queue(
                    reader.GetInt64(0),
                    PublicId.FromBytes(reader.GetFieldValue<byte[]>(1)),
                    reader.GetString(2),
                    reader.GetInt64(3),
                    QueueReader.Spec(reader.GetString(4))
                )
            )
            .ToDictionary(queue => queue.Row);
        var panels = new Dictionary<Guid, IReadOnlyList<PoolText>>();
        using var texts = new JudgedTexts(connection, null);
        return connection.Rows(
            $"SELECT {Columns} {Source} WHERE {where} {DecisionRows.Order}",
            reader => Line(reader, queues, panels, texts),
            value
        );
    }

    private static DecisionLine Line(
        SqliteDataReader reader,
        Dictionary<long, Queue> queues,
        Dictionary<Guid, IReadOnlyList<PoolText>> panels,
        JudgedTexts texts
    )
    {
        var decision = DecisionRows.Read(reader);
        var text = texts.Of(reader.GetInt64(After), decision.Turn);
        return new(
            decision,
            new(
                decision.Generation,
                PublicId.FromBytes(reader.GetFieldValue<byte[]>(After + 1)),
                reader.GetString(After + 2),
                reader.GetString(After + 3),
                reader.GetString(After + 4),
                reader.GetBoolean(After + 10),
                reader.GetString(After + 5),
                reader.GetInt32(After + 6),
                reader.GetInt32(After + 7),
                (Setting)reader.GetInt32(After + 8),
                reader.GetInt32(After + 9),
                text?.Hash ?? ""
            ),
            decision.Item is { } item ? Place(reader, item, queues[reader.GetInt64(After + 11)]) : null,
            CriterionAt(text, decision.Position),
            decision is { Item: { } of, Position: { } position } && PanelOf(of) is { } panel
                ? panel.FirstOrDefault(one => one.Generation == decision.Generation && one.Turn == decision.Turn)
                    is { } judged
                    ? judged.At(position)
                    : null
                : null,
            text is null ? null : decision.Span?.In(text.Words)
        );

        IReadOnlyList<PoolText> PanelOf(Guid of) =>
            panels.TryGetValue(of, out var known)
                ? known
                : panels[of] = JsonSerializer.Deserialize<PoolText[]>(reader.GetString(After + 15), QueueWriter.Json)!;
    }

    private static ItemPlace Place(SqliteDataReader reader, Guid item, Queue queue) =>
        new(
            queue.Id,
            queue.Name,
            item,
            reader.GetInt32(After + 12),
            reader.IsDBNull(After + 13) ? null : reader.GetDouble(After + 13),
            queue.Spec.Selection,
            queue.Spec.Unit,
            reader.GetInt32(After + 14),
            queue.Seed
        );

    private static Criterion? CriterionAt(JudgedText? text, int? position) =>
        text is not null && position is >= 0 and { } place && place < text.Rubric.Criteria.Count
            ? text.Rubric.Criteria[place]
            : null;

    private sealed record Queue(long Row, Guid Id, string Name, long Seed, QueueSpec Spec);
}
