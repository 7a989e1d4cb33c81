using Microsoft.Data.Sqlite;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Storage;

/// <summary>Reads the kept replies of a run's graders again, with the readers of today. Nobody is asked.</summary>
/// <param name="file">The store.</param>
/// <param name="store">The same store, for what was asked of the run.</param>
public sealed class GradingsReread(StoreFile file, IRunStore store)
{
    private const int BatchSize = 500;

    private const string Columns = """
        SELECT d.id, d.generation_id, d.points, d.defects, d.reader_version, d.body_id, d.body_part, s.reader,
               t.body_id, t.body_part, h.hash, g.tuple_index, d.error, p.name, p.version, p.kind, p.text, p.reader
        FROM gradings d JOIN generations g ON g.id = d.generation_id JOIN grading_specs s ON s.id = d.grading_spec_id
        JOIN samples h ON h.id = g.sample_id JOIN turns t ON t.generation_id = d.generation_id AND t.turn = d.turn
        LEFT JOIN prompts p ON p.id = s.prompt_id
        WHERE g.run_id = (SELECT id FROM runs WHERE public_id = ?1) AND d.id > ?2 ORDER BY d.id LIMIT ?3
        """;

    /// <summary>Reads every reply, and replaces the verdicts of older readers. Done twice, it changes nothing more.</summary>
    public async Task<RereadReport> RereadAsync(Run run, CancellationToken cancellationToken)
    {
        var tuples = RunPlan.TuplesOf((await store.AskedAsync(run, cancellationToken)).Samples);
        var tally = new Tally();
        for (long? last = 0; last is not null; )
        {
            last = await file.ChangeAsync(
                (connection, transaction) => RereadBatch(connection, transaction, run, last.Value, tuples, tally),
                cancellationToken
            );
        }

        await store.SettleAsync(run, cancellationToken);
        var older = await file.AskAsync(
            connection =>
                connection
                    .Rows(
                        """
                        SELECT count(*) FROM turns WHERE reader_version < ?2
                          AND generation_id IN (SELECT id FROM generations WHERE run_id = (SELECT id FROM runs WHERE public_id = ?1))
                        """,
                        reader => reader.GetInt32(0),
                        run.Id,
                        AnswerReader.Version
                    )
                    .Single(),
            cancellationToken
        );
        return tally.Report(older);
    }

    /// <returns>The last row of the batch; null where there was none.</returns>
    private static long? RereadBatch(
        SqliteConnection connection,
        SqliteTransaction transaction,
        Run run,
        long after,
        IReadOnlyDictionary<(string Sample, int Tuple), SkillTuple> tuples,
        Tally tally
    )
    {
        using var bodies = new BodyReader(connection, transaction);
        using var verdicts = new VerdictWriter(connection, transaction);
        using var outcomes = new OutcomeWriter(connection, transaction);
        using var find = new Statement(connection, transaction, Columns, 3);
        var rows = new List<Row>();
        using (var reader = find.Read(run.Id, after, BatchSize))
        {
            while (reader.Read())
            {
                rows.Add(Row.Read(reader));
            }
        }

        var touched = new HashSet<long>();
        foreach (var row in rows)
        {
            var body = bodies.Part(row.Body, row.Part);
            var present = GradeReaders.ByKey(row.Reader);
            if (row.HasFailed || body.Reply.Length == 0 || !tuples.TryGetValue(row.Tuple, out var tuple))
            {
                tally.Left++;
                continue;
            }

            var graded = bodies.Part(row.TextBody, row.TextPart);
            var text = graded.Text ?? AnswerReader.Read(graded.Reply).Text;
            var reading = present.Read(body.Reply, Rubric.Of(tuple), text);
            if (row.Prompt?.Known is not null && body.Prompt is { } filled && !RubricWords.AreIn(filled, tuple, text))
            {
                reading = reading.WithoutRubric();
            }

            if (row.IsRefusal && reading.Verdicts.All(verdict => verdict.Points is null))
            {
                // The provider's own mark of a refusal does not stand in the words.
                tally.Left++;
                continue;
            }

            tally.Read++;
            if (row.ReaderVersion >= present.Version)
            {
                continue;
            }

            tally.Renewed++;
            tally.Compare(row.Points, reading.Verdicts);
            Replace(connection, transaction, row, reading, present.Version);
            verdicts.Write(row.Id, reading.Verdicts, body.Reply);
            touched.Add(row.Generation);
        }

        foreach (var generation in touched)
        {
            outcomes.Write(generation);
        }

        return rows.Count == 0 ? null : rows[^1].Id;
    }

    private static void Replace(
        SqliteConnection connection,
        SqliteTransaction transaction,
        Row row,
        GradeReply reading,
        int version
    )
    {
        connection.Run(
            transaction,
            "UPDATE gradings SET points = ?2, stated_total = ?3, defects = ?4, reader_version = ?5 WHERE id = ?1",
            row.Id,
            PackedVerdicts.Pack(reading.Verdicts).Bits,
            reading.StatedTotal,
            reading.Defects,
            version
        );
        connection.Run(transaction, "DELETE FROM grading_words WHERE rowid = ?1", row.Id);
        if (!string.IsNullOrWhiteSpace(reading.Explanation))
        {
            connection.Run(
                transaction,
                "INSERT INTO grading_words (rowid, explanation) VALUES (?1, ?2)",
                row.Id,
                reading.Explanation
            );
        }
    }

    private sealed record Row(
        long Id,
        long Generation,
        PackedVerdicts Points,
        bool IsRefusal,
        int ReaderVersion,
        long Body,
        int Part,
        string Reader,
        long TextBody,
        int TextPart,
        (string Sample, int Index) Tuple,
        bool HasFailed,
        PromptTemplate? Prompt
    )
    {
        public static Row Read(SqliteDataReader reader) =>
            new(
                reader.GetInt64(0),
                reader.GetInt64(1),
                new(reader.GetInt64(2)),
                ((GradeDefect)reader.GetInt64(3)).HasFlag(GradeDefect.Refused),
                reader.GetInt32(4),
                reader.GetInt64(5),
                reader.GetInt32(6),
                reader.GetString(7),
                reader.GetInt64(8),
                reader.GetInt32(9),
                (reader.GetString(10), reader.GetInt32(11)),
                !reader.IsDBNull(12),
                reader.IsDBNull(13)
                    ? null
                    : new(
                        reader.GetString(13),
                        reader.GetInt32(14),
                        (PromptKind)reader.GetInt32(15),
                        reader.GetString(16),
                        reader.GetString(17)
                    )
            );
    }

    private sealed class Tally
    {
        private readonly Dictionary<(VerdictState From, VerdictState To), int> _changes = [];

        public int Read { get; set; }

        public int Renewed { get; set; }

        public int Left { get; set; }

        public void Compare(PackedVerdicts before, IReadOnlyList<Verdict> now)
        {
            foreach (var verdict in now)
            {
                var position = verdict.Criterion.Position;
                var was = before.StateAt(position) ?? VerdictState.Unreadable;
                if (before.CodeAt(position) != PackedVerdicts.Pack([verdict]).CodeAt(position))
                {
                    _changes[(was, verdict.State)] = _changes.GetValueOrDefault((was, verdict.State)) + 1;
                }
            }
        }

        public RereadReport Report(int olderAnswers) =>
            new(
                Read,
                Renewed,
                Left,
                [
                    .. _changes
                        .OrderByDescending(change => change.Value)
                        .ThenBy(change => change.Key)
                        .Select(change => new ChangedVerdicts(change.Key.From, change.Key.To, change.Value)),
                ],
                olderAnswers
            );
    }
}
