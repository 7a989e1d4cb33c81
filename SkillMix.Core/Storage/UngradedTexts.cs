using Microsoft.Data.Sqlite;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>Finds the texts of a run that gradings are missing for.</summary>
internal static class UngradedTexts
{
    public static IReadOnlyList<UngradedText> Read(
        SqliteConnection connection,
        Run run,
        IReadOnlyList<GradingSpec> specs
    )
    {
        var wanted = specs
            .SelectMany(spec => Enumerable.Range(1, spec.Rounds).Select(round => (spec.Id, round)))
            .ToList();
        var given = Given(connection, run);
        using var bodies = new BodyReader(connection);
        var ungraded = new List<UngradedText>();
        foreach (var text in Texts(connection, run))
        {
            var done = given.GetValueOrDefault(text.Generation) ?? [];
            var missing = wanted.Where(one => !done.Contains((one.Id, one.round, text.Turn))).ToList();
            if (missing.Count > 0)
            {
                var body = bodies.Part(text.Body, text.Part);
                ungraded.Add(new(text.Key, text.Turn, body.Text ?? AnswerReader.Read(body.Reply).Text, missing));
            }
        }

        return ungraded;
    }

    private static Dictionary<long, HashSet<(string Spec, int Round, int Turn)>> Given(
        SqliteConnection connection,
        Run run
    )
    {
        var given = new Dictionary<long, HashSet<(string, int, int)>>();
        var rows = connection.Rows(
            """
            SELECT d.generation_id, s.hash, d.round, d.turn FROM gradings d JOIN grading_specs s ON s.id = d.grading_spec_id
            WHERE d.error IS NULL AND d.generation_id IN (
              SELECT id FROM generations WHERE run_id = (SELECT id FROM runs WHERE public_id = ?1))
            """,
            reader => (reader.GetInt64(0), (reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3))),
            run.Id
        );
        foreach (var (generation, grading) in rows)
        {
            if (!given.TryGetValue(generation, out var set))
            {
                given[generation] = set = [];
            }

            set.Add(grading);
        }

        return given;
    }

    private static List<(long Generation, GenerationKey Key, int Turn, long Body, int Part)> Texts(
        SqliteConnection connection,
        Run run
    ) =>
        connection.Rows(
            """
            SELECT g.id, m.name, s.hash, g.tuple_index, g.round, t.turn, t.body_id, t.body_part
            FROM generations g JOIN models m ON m.id = g.student_id JOIN samples s ON s.id = g.sample_id
            JOIN turns t ON t.generation_id = g.id AND t.turn = g.last_turn
            WHERE g.run_id = (SELECT id FROM runs WHERE public_id = ?1) AND g.state = ?2 ORDER BY g.id
            """,
            reader =>
                (
                    reader.GetInt64(0),
                    new GenerationKey(reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4)),
                    reader.GetInt32(5),
                    reader.GetInt64(6),
                    reader.GetInt32(7)
                ),
            run.Id,
            GenerationState.Written
        );
}
