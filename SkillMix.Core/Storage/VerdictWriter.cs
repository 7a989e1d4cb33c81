using Microsoft.Data.Sqlite;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Storage;

/// <summary>Writes the verdicts of gradings, in the place of those that were there.</summary>
internal sealed class VerdictWriter(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly Statement _clear = new(connection, transaction, "DELETE FROM verdicts WHERE grading_id = ?1", 1);
    private readonly Statement _insert = new(
        connection,
        transaction,
        """
        INSERT INTO verdicts (grading_id, position, kind, state, value, rationale_start, rationale_length, rationale, evidence_start, evidence_length, evidence)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """,
        11
    );

    /// <param name="grading">Row of the grading.</param>
    /// <param name="verdicts">What was read.</param>
    /// <param name="reply">The raw reply, in which their words stand.</param>
    public void Write(long grading, IReadOnlyList<Verdict> verdicts, string reply)
    {
        _clear.Run(grading);
        foreach (var verdict in verdicts)
        {
            var rationale = StoredSpan.Of(verdict.Rationale, reply);
            var evidence = StoredSpan.Of(verdict.Evidence, reply);
            _insert.Run(
                grading,
                verdict.Criterion.Position,
                verdict.Criterion.Kind,
                verdict.State,
                verdict.State == VerdictState.Partial ? verdict.Points : null,
                rationale.Start,
                rationale.Length,
                rationale.Words,
                evidence.Start,
                evidence.Length,
                evidence.Words
            );
        }
    }

    public void Dispose()
    {
        _clear.Dispose();
        _insert.Dispose();
    }
}
