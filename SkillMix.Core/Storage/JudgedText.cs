using Microsoft.Data.Sqlite;
using SkillMix.Core.Exchange;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Storage;

/// <summary>The words of one turn of a generation, and by what they are judged.</summary>
internal sealed record JudgedText(string Words, Rubric Rubric)
{
    /// <summary>As it is compared between stores.</summary>
    public string Hash { get; } = DecisionLine.HashOf(Words);
}

/// <summary>Reads the words that people judge; each once.</summary>
internal sealed class JudgedTexts(SqliteConnection connection, SqliteTransaction? transaction) : IDisposable
{
    private readonly BodyReader _bodies = new(connection, transaction);
    private readonly Dictionary<(long Generation, int Turn), JudgedText?> _known = [];

    /// <summary>The text of a turn; null where the generation has no such turn.</summary>
    public JudgedText? Of(long generation, int turn) =>
        _known.TryGetValue((generation, turn), out var known)
            ? known
            : _known[(generation, turn)] = connection.Rows(
                transaction,
                """
                SELECT t.body_id, t.body_part, p.name, g.tuple_id FROM turns t JOIN generations g ON g.id = t.generation_id
                JOIN topics p ON p.id = g.topic_id WHERE t.generation_id = ?1 AND t.turn = ?2
                """,
                Read,
                generation,
                turn
            )
                is [var one]
                ? one
                : null;

    /// <summary>Names of the skills of a tuple, in the order of the prompt.</summary>
    public static IReadOnlyList<string> SkillsOf(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        long tuple
    ) =>
        connection.Rows(
            transaction,
            "SELECT s.name FROM tuple_skills t JOIN skills s ON s.id = t.skill_id WHERE t.tuple_id = ?1 ORDER BY t.position",
            reader => reader.GetString(0),
            tuple
        );

    public void Dispose() => _bodies.Dispose();

    private JudgedText Read(SqliteDataReader reader)
    {
        var body = _bodies.Part(reader.GetInt64(0), reader.GetInt32(1));
        var skills = SkillsOf(connection, transaction, reader.GetInt64(3));
        return new(body.Text ?? AnswerReader.Read(body.Reply).Text, Rubric.Of(skills, reader.GetString(2)));
    }
}
