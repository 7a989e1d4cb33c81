using Microsoft.Data.Sqlite;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>Reads how far a run is.</summary>
internal static class RunStandings
{
    public static RunStanding Read(SqliteConnection connection, Run run, DateTimeOffset now)
    {
        var head = Head(connection, run);
        return new(
            head.Run,
            head.Note,
            RunLeases.Live(head.Owner, head.Until, now),
            RunHolder.Read(head.Owner),
            RunTerms.Read(head.Terms),
            Time(head.Started),
            Time(head.Finished),
            Written(connection, head.Id),
            Graded(connection, head.Id),
            Spending(connection, head.Id),
            Errors(connection, head.Id),
            Unreadable(connection, head.Id),
            LastMinute(connection, head.Id, now),
            OpenBatches(connection, head.Id)
        );
    }

    public static IReadOnlyList<FullMarksCount> FullMarks(SqliteConnection connection, Run run) =>
        connection.Rows(
            """
            SELECT m.name, s.hash, count(best), sum(best) FROM (
              SELECT student_id, sample_id, max(CASE WHEN state IN (1, 2) THEN 0 ELSE full_marks END) AS best
              FROM generations WHERE run_id = (SELECT id FROM runs WHERE public_id = ?1)
              GROUP BY student_id, sample_id, tuple_index)
            JOIN models m ON m.id = student_id JOIN samples s ON s.id = sample_id GROUP BY student_id, sample_id
            """,
            reader => new FullMarksCount(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetInt32(2),
                reader.IsDBNull(3) ? 0 : reader.GetInt32(3)
            ),
            run.Id
        );

    private sealed record RunHead(
        Run Run,
        long Id,
        string? Note,
        string? Owner,
        long? Until,
        string? Terms,
        long? Started,
        long? Finished
    );

    private static RunHead Head(SqliteConnection connection, Run run) =>
        connection
            .Rows(
                $"SELECT {RunRows.Columns}, r.id, r.note, r.lease_owner, r.lease_until, r.terms, r.started, r.finished {RunRows.Source} WHERE r.public_id = ?1",
                reader =>
                {
                    var next = RunRows.Count;
                    return new RunHead(
                        RunRows.Read(reader),
                        reader.GetInt64(next),
                        reader.Text(next + 1),
                        reader.Text(next + 2),
                        Number(reader, next + 3),
                        reader.Text(next + 4),
                        Number(reader, next + 5),
                        Number(reader, next + 6)
                    );
                },
                run.Id
            )
            .FirstOrDefault()
        ?? throw new KeyNotFoundException($"The store holds no run {run.Id:N}; open the run first.");

    private static List<WrittenCount> Written(SqliteConnection connection, long run) =>
        connection.Rows(
            """
            SELECT m.name, g.k, g.state, count(*) FROM generations g JOIN models m ON m.id = g.student_id
            WHERE g.run_id = ?1 GROUP BY g.student_id, g.k, g.state
            """,
            reader => new WrittenCount(
                reader.GetString(0),
                reader.GetInt32(1),
                (GenerationState)reader.GetInt32(2),
                reader.GetInt32(3)
            ),
            run
        );

    private static List<GradedCount> Graded(SqliteConnection connection, long run) =>
        connection.Rows(
            """
            SELECT s.hash, m.name, g.k, sum(d.error IS NULL), sum(d.error IS NOT NULL)
            FROM generations g JOIN gradings d ON d.generation_id = g.id
            JOIN grading_specs s ON s.id = d.grading_spec_id JOIN models m ON m.id = s.grader_id
            WHERE g.run_id = ?1 GROUP BY d.grading_spec_id, g.k
            """,
            reader => new GradedCount(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetInt32(2),
                reader.GetInt32(3),
                reader.GetInt32(4)
            ),
            run
        );

    private static List<ModelSpending> Spending(SqliteConnection connection, long run) =>
        connection.Rows(
            """
            SELECT m.name, p.role, p.answered_by, p.replies, p.failures, p.tries, p.tokens_out, p.usd, p.tokens, p.milliseconds
            FROM run_spending p JOIN models m ON m.id = p.model_id WHERE p.run_id = ?1 ORDER BY p.role, m.name, p.answered_by
            """,
            reader => new ModelSpending(
                reader.GetString(0),
                (RequestRole)reader.GetInt32(1),
                reader.GetString(2),
                reader.GetInt64(3),
                reader.GetInt64(4),
                reader.GetInt64(5),
                reader.GetInt64(6),
                new((decimal)reader.GetDouble(7), reader.GetInt64(8), reader.GetInt64(5)),
                reader.GetInt64(9) / 1000d
            ),
            run
        );

    private static int Unreadable(SqliteConnection connection, long run) =>
        connection
            .Rows(
                "SELECT count(*) FROM generations WHERE run_id = ?1 AND is_unreadable = 1",
                reader => reader.GetInt32(0),
                run
            )
            .Single();

    private static List<RunError> Errors(SqliteConnection connection, long run) =>
        connection.Rows(
            """
            SELECT role, words, count(*) FROM (
              SELECT 0 AS role, error AS words FROM generations WHERE run_id = ?1 AND state = 3
              UNION ALL
              SELECT 1, d.error FROM generations g JOIN gradings d ON d.generation_id = g.id WHERE g.run_id = ?1 AND d.error IS NOT NULL)
            GROUP BY role, words ORDER BY count(*) DESC, words LIMIT 10
            """,
            reader => new RunError((RequestRole)reader.GetInt32(0), reader.Text(1) ?? "", reader.GetInt32(2)),
            run
        );

    private static int LastMinute(SqliteConnection connection, long run, DateTimeOffset now) =>
        connection
            .Rows(
                "SELECT count(*) FROM requests WHERE run_id = ?1 AND created > ?2 AND key IS NOT NULL",
                reader => reader.GetInt32(0),
                run,
                now - TimeSpan.FromMinutes(1)
            )
            .Single();

    private static int OpenBatches(SqliteConnection connection, long run) =>
        connection
            .Rows("SELECT count(*) FROM batches WHERE run_id = ?1 AND ended IS NULL", reader => reader.GetInt32(0), run)
            .Single();

    private static long? Number(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt64(column);

    private static DateTimeOffset? Time(long? ticks) => ticks is { } time ? new(time, TimeSpan.Zero) : null;
}
