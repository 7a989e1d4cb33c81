using Microsoft.Data.Sqlite;
using SkillMix.Core.Browse;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Storage;

/// <summary>Brings the outcome of generations up to date with the gradings of their last turn.</summary>
internal sealed class OutcomeWriter(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly Statement _readFacts = new(
        connection,
        transaction,
        """
        SELECT g.k, t.reference_sentences, t.strict_sentences, t.named_by_substring, t.named_by_word, t.is_empty
        FROM generations g JOIN turns t ON t.generation_id = g.id AND t.turn = g.last_turn WHERE g.id = ?1
        """,
        1
    );
    private readonly Statement _readVotes = new(
        connection,
        transaction,
        "SELECT grading_spec_id, points FROM gradings WHERE generation_id = ?1 AND turn = (SELECT last_turn FROM generations WHERE id = ?1)",
        1
    );
    private readonly Statement _set = new(
        connection,
        transaction,
        "UPDATE generations SET gradings = ?2, full_marks = ?3, points = ?4, is_split = ?5, is_unreadable = ?6 WHERE id = ?1",
        6
    );

    public void Write(long generation)
    {
        if (Facts(generation) is not var (k, facts))
        {
            return;
        }

        var outcome = OutcomeSummary.Of(k, facts, Votes(generation));
        _set.Run(
            generation,
            outcome.Gradings,
            outcome.FullMarks is { } full ? (full ? 1L : 0L) : null,
            outcome.Points,
            outcome.IsSplit,
            outcome.IsUnreadable
        );
    }

    public void Dispose()
    {
        _readFacts.Dispose();
        _readVotes.Dispose();
        _set.Dispose();
    }

    private (int K, TextFacts Facts)? Facts(long generation)
    {
        using var reader = _readFacts.Read(generation);
        return reader.Read()
            ? (
                reader.GetInt32(0),
                new(
                    reader.GetInt32(1),
                    reader.GetInt32(2),
                    reader.GetInt32(3),
                    reader.GetInt32(4),
                    reader.GetBoolean(5)
                )
            )
            : null;
    }

    private List<GradingVote> Votes(long generation)
    {
        using var reader = _readVotes.Read(generation);
        var votes = new List<GradingVote>();
        while (reader.Read())
        {
            votes.Add(new(reader.GetInt64(0), new(reader.GetInt64(1))));
        }

        return votes;
    }
}
