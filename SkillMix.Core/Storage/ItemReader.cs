using Microsoft.Data.Sqlite;
using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Storage;

/// <summary>Reads one generation whole: texts, gradings, prompts made again from template and slots.</summary>
internal static class ItemReader
{
    public static GenerationItem? Read(
        SqliteConnection connection,
        string lineColumns,
        Func<SqliteDataReader, GenerationLine> readLine,
        Guid id
    )
    {
        using var askLine = new Statement(connection, null, lineColumns + " WHERE g.public_id = ?1", 1);
        GenerationLine line;
        using (var reader = askLine.Read(id))
        {
            if (!reader.Read())
            {
                return null;
            }

            line = readLine(reader);
        }

        using var askHead = new Statement(
            connection,
            null,
            """
            SELECT r.public_id, r.name, r.origin, r.source, r.recipe, s.hash, s.catalogue_hash, g.tuple_id, g.error, g.created
            FROM generations g JOIN runs r ON r.id = g.run_id JOIN samples s ON s.id = g.sample_id WHERE g.id = ?1
            """,
            1
        );
        using var head = askHead.Read(line.Key);
        head.Read();
        var recipe = head.GetString(4);
        var skills = ReadSkills(connection, head.GetInt64(7), head.GetString(6));
        var tuple = new SkillTuple(line.TupleIndex, skills, new Topic(line.Topic));
        var rubric = Rubric.Of(tuple);
        using var bodies = new BodyReader(connection);
        var turns = ReadTurns(connection, bodies, line.Key, tuple);
        return new(
            line,
            PublicId.FromBytes(head.GetFieldValue<byte[]>(0)),
            head.GetString(1),
            (RunOrigin)head.GetInt32(2),
            head.IsDBNull(3) ? null : head.GetString(3),
            ContentHash.Short(head.GetString(5)),
            skills,
            rubric,
            turns,
            ReadGradings(connection, bodies, line.Key, tuple, rubric, turns, recipe),
            ReadTags(connection, line.Key),
            head.IsDBNull(8) ? null : head.GetString(8),
            new(head.GetInt64(9), TimeSpan.Zero)
        );
    }

    private static List<Skill> ReadSkills(SqliteConnection connection, long tuple, string catalogueHash)
    {
        var catalogue = StoredCatalogues.Read(connection, catalogueHash);
        using var ask = new Statement(
            connection,
            null,
            "SELECT s.name, s.category FROM tuple_skills m JOIN skills s ON s.id = m.skill_id WHERE m.tuple_id = ?1 ORDER BY m.position",
            1
        );
        using var reader = ask.Read(tuple);
        var skills = new List<Skill>();
        while (reader.Read())
        {
            var name = reader.GetString(0);
            skills.Add(catalogue?.Find(name) ?? new Skill(name, reader.GetString(1), "", ""));
        }

        return skills;
    }

    private static List<TurnItem> ReadTurns(
        SqliteConnection connection,
        BodyReader bodies,
        long generation,
        SkillTuple tuple
    )
    {
        using var ask = new Statement(
            connection,
            null,
            """
            SELECT t.turn, t.reference_sentences, t.strict_sentences, t.named_by_substring, t.named_by_word, t.is_empty, t.body_id,
                   p.name, p.version, p.kind, p.text, p.reader, t.body_part
            FROM turns t LEFT JOIN prompts p ON p.id = t.prompt_id
            WHERE t.generation_id = ?1 ORDER BY t.turn
            """,
            1
        );
        using var reader = ask.Read(generation);
        var turns = new List<TurnItem>();
        while (reader.Read())
        {
            var body = bodies.Part(reader.GetInt64(6), reader.GetInt32(12));
            var answer = AnswerReader.Read(body.Reply);
            var template = ReadTemplate(reader, 7);
            turns.Add(
                new(
                    reader.GetInt32(0),
                    template?.Name,
                    body.Prompt ?? (template is null ? "" : PromptFiller.Fill(template, tuple)),
                    body.Reply,
                    body.Text ?? answer.Text,
                    answer.Explanation,
                    new(
                        reader.GetInt32(1),
                        reader.GetInt32(2),
                        reader.GetInt32(3),
                        reader.GetInt32(4),
                        reader.GetInt64(5) != 0
                    )
                )
            );
        }

        return turns;
    }

    private static List<GradingItem> ReadGradings(
        SqliteConnection connection,
        BodyReader bodies,
        long generation,
        SkillTuple tuple,
        Rubric rubric,
        List<TurnItem> turns,
        string textRecipe
    )
    {
        using var ask = new Statement(
            connection,
            null,
            """
            SELECT d.id, d.public_id, m.name, s.style, d.turn, d.round, d.stated_total, d.copies, d.error, d.body_id,
                   p.name, p.version, p.kind, p.text, p.reader, s.reader, m.is_simulated, p.hash, d.body_part, s.options
            FROM gradings d JOIN grading_specs s ON s.id = d.grading_spec_id JOIN models m ON m.id = s.grader_id
            LEFT JOIN prompts p ON p.id = s.prompt_id
            WHERE d.generation_id = ?1 ORDER BY d.turn DESC, m.id, s.id, d.round
            """,
            1
        );
        using var reader = ask.Read(generation);
        var gradings = new List<GradingItem>();
        while (reader.Read())
        {
            var body = bodies.Part(reader.GetInt64(9), reader.GetInt32(18));
            var template = ReadTemplate(reader, 10);
            var turn = reader.GetInt32(4);
            var text = turns.FirstOrDefault(one => one.Turn == turn)?.Text ?? "";
            var readerKey = reader.GetString(15);
            var grader = reader.GetString(2);
            var recipe =
                textRecipe
                + "\n"
                + ProtocolRecipe.OfGrading(
                    grader,
                    reader.GetInt64(16) != 0,
                    reader.GetString(3),
                    readerKey,
                    GradingSpec.OptionsIn(reader.GetString(19)),
                    template?.Name,
                    reader.IsDBNull(17) ? null : reader.GetString(17)
                );
            gradings.Add(
                new(
                    PublicId.FromBytes(reader.GetFieldValue<byte[]>(1)),
                    grader,
                    reader.GetString(3),
                    turn,
                    reader.GetInt32(5),
                    ReadVerdicts(connection, reader.GetInt64(0), rubric, body.Reply),
                    reader.IsDBNull(6) ? null : reader.GetDouble(6),
                    GradeReaders.ByKey(readerKey).Read(body.Reply, rubric, text).Explanation,
                    body.Prompt ?? (template is null ? "" : PromptFiller.Fill(template, tuple, text)),
                    body.Reply,
                    reader.GetInt32(7),
                    reader.IsDBNull(8) ? null : reader.GetString(8),
                    ContentHash.Short(ContentHash.Of(recipe)),
                    recipe
                )
            );
        }

        return gradings;
    }

    private static List<Verdict> ReadVerdicts(SqliteConnection connection, long grading, Rubric rubric, string reply)
    {
        using var ask = new Statement(
            connection,
            null,
            """
            SELECT position, state, value, rationale_start, rationale_length, rationale, evidence_start, evidence_length, evidence
            FROM verdicts WHERE grading_id = ?1 ORDER BY position
            """,
            1
        );
        using var reader = ask.Read(grading);
        var verdicts = new List<Verdict>();
        while (reader.Read())
        {
            var state = (VerdictState)reader.GetInt32(1);
            verdicts.Add(
                new(
                    rubric.Criteria[reader.GetInt32(0)],
                    state,
                    state switch
                    {
                        VerdictState.Met => 1,
                        VerdictState.NotMet => 0,
                        VerdictState.Partial => reader.GetDouble(2),
                        _ => null,
                    },
                    ReadSpan(reader, 3).In(reply),
                    ReadSpan(reader, 6).In(reply)
                )
            );
        }

        return verdicts;
    }

    private static StoredSpan ReadSpan(SqliteDataReader reader, int column) =>
        new(
            reader.IsDBNull(column) ? null : reader.GetInt32(column),
            reader.IsDBNull(column + 1) ? null : reader.GetInt32(column + 1),
            reader.IsDBNull(column + 2) ? null : reader.GetString(column + 2)
        );

    private static List<string> ReadTags(SqliteConnection connection, long generation)
    {
        using var ask = new Statement(
            connection,
            null,
            "SELECT t.name FROM generation_tags x JOIN tags t ON t.id = x.tag_id WHERE x.generation_id = ?1 ORDER BY t.name",
            1
        );
        using var reader = ask.Read(generation);
        var tags = new List<string>();
        while (reader.Read())
        {
            tags.Add(reader.GetString(0));
        }

        return tags;
    }

    private static PromptTemplate? ReadTemplate(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column)
            ? null
            : new(
                reader.GetString(column),
                reader.GetInt32(column + 1),
                (PromptKind)reader.GetInt32(column + 2),
                reader.GetString(column + 3),
                reader.GetString(column + 4)
            );
}
