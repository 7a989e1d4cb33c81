using Microsoft.Data.Sqlite;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Storage;

/// <summary>Takes the runs of another store into this one. Done twice, it changes nothing.</summary>
/// <remarks>
/// The same run of the same study is one run, whichever store it is in. What is new keeps its public id. A run brings its texts and
/// gradings, its log, the batches that are out, and what it cost, as far as that is not here. Queues and what people decided come
/// last, as their texts have to be here; tags and anchors are not taken.
/// </remarks>
/// <param name="target">The store that takes.</param>
/// <param name="store">The same store, to settle what compares generations.</param>
public sealed class StoreMerge(StoreFile target, IRunStore store)
{
    private const int BatchSize = 250;

    /// <summary>Takes everything in. It is committed piece by piece; what is broken off goes on at the next time.</summary>
    /// <param name="source">The other store; it is only read.</param>
    /// <param name="progress">Told how many generations were looked at; null for nobody.</param>
    public async Task<MergeReport> MergeAsync(
        StoreFile source,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        using var from = source.OpenConnection();
        var names = await target.ChangeAsync(
            (connection, transaction) => MergeNames.Keep(from, connection, transaction),
            cancellationToken
        );
        var runs = from.Rows($"SELECT {RunRows.Columns}, r.id {RunRows.Source} ORDER BY r.id", RunOf);
        var total = from.Rows("SELECT count(*) FROM generations", reader => reader.GetInt32(0))[0];
        var report = new MergeReport(runs.Count, 0, 0, 0, 0, 0);
        foreach (var (run, row) in runs)
        {
            var (here, isNew) = await target.ChangeAsync(
                (connection, transaction) => names.Run(from, connection, transaction, row),
                cancellationToken
            );
            report = report with { NewRuns = report.NewRuns + (isNew ? 1 : 0) };
            var ids = from.Rows("SELECT id FROM generations WHERE run_id = ?1 ORDER BY id", Number, row);
            if (ids.Count == 0)
            {
                continue;
            }

            var tuples = RunPlan.TuplesOf(AskedRuns.Read(from, run).Samples);
            foreach (var batch in ids.Chunk(BatchSize))
            {
                var (generations, gradings, differing) = await target.ChangeAsync(
                    (connection, transaction) =>
                    {
                        using var merge = new Batch(from, connection, transaction, names, tuples, here);
                        return merge.Take(batch);
                    },
                    cancellationToken
                );
                report = report with
                {
                    Generations = report.Generations + batch.Length,
                    NewGenerations = report.NewGenerations + generations,
                    NewGradings = report.NewGradings + gradings,
                    Differing = report.Differing + differing,
                };
                progress?.Report((report.Generations, total));
            }

            var merged = await target.AskAsync(
                connection =>
                    connection
                        .Rows($"SELECT {RunRows.Columns} {RunRows.Source} WHERE r.id = ?1", RunRows.Read, here)
                        .Single(),
                cancellationToken
            );
            await store.SettleAsync(merged, cancellationToken);
        }

        return await target.ChangeAsync(
            (connection, transaction) => new MergedAnnotation(from, connection, transaction, names).Take(report),
            cancellationToken
        );
    }

    private static (Run Run, long Row) RunOf(SqliteDataReader reader) =>
        (RunRows.Read(reader), reader.GetInt64(RunRows.Count));

    private static long Number(SqliteDataReader reader) => reader.GetInt64(0);

    /// <summary>Some generations of one run, taken in one transaction.</summary>
    private sealed class Batch(
        SqliteConnection from,
        SqliteConnection to,
        SqliteTransaction transaction,
        MergeNames names,
        IReadOnlyDictionary<(string Sample, int Tuple), SkillTuple> tuples,
        long run
    ) : IDisposable
    {
        private const string Generation =
            "student_id, sample_id, tuple_id, tuple_index, round, k, setting, topic_id, state, last_turn, preview, error, created, public_id";
        private const string Turn =
            "turn, prompt_id, reference_sentences, strict_sentences, named_by_substring, named_by_word, is_empty, defects, reader_version";
        private const string Grading =
            "turn, grading_spec_id, round, points, stated_total, defects, reader_version, copies, error, created, public_id";
        private const string Verdict =
            "position, kind, state, value, rationale_start, rationale_length, rationale, evidence_start, evidence_length, evidence";

        private readonly BodyReader _there = new(from);
        private readonly BodyReader _here = new(to, transaction);
        private readonly BodyWriter _bodies = new(to, transaction);
        private readonly OutcomeWriter _outcomes = new(to, transaction);

        public (int Generations, int Gradings, int Differing) Take(IReadOnlyList<long> ids)
        {
            var (generations, gradings, differing) = (0, 0, 0);
            var touched = new HashSet<long>();
            foreach (var id in ids)
            {
                var (here, isNew) = TakeGeneration(id);
                if (here is not { } row)
                {
                    differing++;
                    continue;
                }

                var added = TakeGradings(id, row);
                generations += isNew ? 1 : 0;
                gradings += added;
                if (isNew || added > 0)
                {
                    touched.Add(row);
                }
            }

            _bodies.Write();
            foreach (var generation in touched)
            {
                _outcomes.Write(generation);
            }

            return (generations, gradings, differing);
        }

        public void Dispose()
        {
            _there.Dispose();
            _here.Dispose();
            _bodies.Dispose();
            _outcomes.Dispose();
        }

        /// <returns>Its row here; null where another text stands in its place.</returns>
        private (long? Here, bool IsNew) TakeGeneration(long id)
        {
            var row = Row(from, null, $"SELECT {Generation} FROM generations WHERE id = ?1", id)!;
            row[0] = names.Models[(long)row[0]!];
            row[1] = names.Samples[(long)row[1]!];
            row[2] = names.Tuples[(long)row[2]!];
            row[7] = names.Topics[(long)row[7]!];
            var failed = (long)GenerationState.Failed;
            var known = Row(
                to,
                transaction,
                "SELECT id, state, public_id FROM generations WHERE run_id = ?1 AND student_id = ?2 AND sample_id = ?3 AND tuple_index = ?4 AND round = ?5",
                run,
                row[0],
                row[1],
                row[3],
                row[4]
            );
            if (known is null)
            {
                var added = Insert("generations", $"run_id, {Generation}", [run, .. row]);
                TakeTurns(id, added);
                return (added, true);
            }

            var here = (long)known[0]!;
            if ((long)known[1]! == failed && (long)row[8]! != failed)
            {
                to.Run(
                    transaction,
                    "UPDATE generations SET state = ?2, last_turn = ?3, preview = ?4, error = ?5, created = ?6 WHERE id = ?1",
                    here,
                    row[8],
                    row[9],
                    row[10],
                    row[11],
                    row[12]
                );
                TakeTurns(id, here);
                return (here, true);
            }

            var isSame =
                (long)row[8]! == failed
                || ((byte[])known[2]!).AsSpan().SequenceEqual((byte[])row[13]!)
                || Replies(from, null, _there, id).SequenceEqual(Replies(to, transaction, _here, here));
            return (isSame ? here : null, false);
        }

        private void TakeTurns(long id, long here)
        {
            foreach (
                var row in Rows(
                    from,
                    null,
                    $"SELECT {Turn}, body_id, body_part FROM turns WHERE generation_id = ?1 ORDER BY turn",
                    id
                )
            )
            {
                var body = _there.Part((long)row[9]!, (int)(long)row[10]!);
                var (newBody, part) = _bodies.Add(here, body);
                row[1] = row[1] is long prompt ? names.Prompts[prompt] : null;
                var turn = Insert(
                    "turns",
                    $"generation_id, {Turn}, body_id, body_part",
                    [here, .. row[..9], newBody, part]
                );
                to.Run(
                    transaction,
                    "INSERT INTO turn_words (rowid, text) VALUES (?1, ?2)",
                    turn,
                    body.Text ?? AnswerReader.Read(body.Reply).Text
                );
            }
        }

        private int TakeGradings(long id, long here)
        {
            var taken = 0;
            var rows = Rows(
                from,
                null,
                $"SELECT {Grading}, body_id, body_part, id FROM gradings WHERE generation_id = ?1 ORDER BY id",
                id
            );
            foreach (var row in rows)
            {
                row[1] = names.GradingSpecs[(long)row[1]!];
                var known = Row(
                    to,
                    transaction,
                    "SELECT id, error FROM gradings WHERE generation_id = ?1 AND turn = ?2 AND grading_spec_id = ?3 AND round = ?4",
                    here,
                    row[0],
                    row[1],
                    row[2]
                );
                if (known is not null && (known[1] is null || row[8] is not null))
                {
                    continue;
                }

                if (known is not null)
                {
                    to.Run(transaction, "DELETE FROM verdicts WHERE grading_id = ?1", known[0]);
                    to.Run(transaction, "DELETE FROM grading_words WHERE rowid = ?1", known[0]);
                    to.Run(transaction, "DELETE FROM gradings WHERE id = ?1", known[0]);
                }

                var body = _there.Part((long)row[11]!, (int)(long)row[12]!);
                var (newBody, part) = _bodies.Add(here, body);
                var grading = Insert(
                    "gradings",
                    $"generation_id, {Grading}, body_id, body_part",
                    [here, .. row[..11], newBody, part]
                );
                TakeVerdicts((long)row[13]!, grading);
                TakeExplanation((long)row[13]!, grading, body);
                taken++;
            }

            return taken;
        }

        private void TakeVerdicts(long there, long here)
        {
            foreach (var row in Rows(from, null, $"SELECT {Verdict} FROM verdicts WHERE grading_id = ?1", there))
            {
                to.Run(
                    transaction,
                    $"INSERT INTO verdicts (grading_id, {Verdict}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                    [here, .. row]
                );
            }
        }

        /// <summary>The words of the search cannot be copied: they are read out of the reply once more.</summary>
        private void TakeExplanation(long there, long here, StoredBody body)
        {
            var row = Row(
                from,
                null,
                """
                SELECT s.reader, h.hash, g.tuple_index, t.body_id, t.body_part FROM gradings d
                JOIN grading_specs s ON s.id = d.grading_spec_id JOIN generations g ON g.id = d.generation_id
                JOIN samples h ON h.id = g.sample_id JOIN turns t ON t.generation_id = g.id AND t.turn = d.turn WHERE d.id = ?1
                """,
                there
            );
            if (row is null || body.Reply.Length == 0)
            {
                return;
            }

            var graded = _there.Part((long)row[3]!, (int)(long)row[4]!);
            var reading = GradeReaders
                .ByKey((string)row[0]!)
                .Read(
                    body.Reply,
                    Rubric.Of(tuples[((string)row[1]!, (int)(long)row[2]!)]),
                    graded.Text ?? AnswerReader.Read(graded.Reply).Text
                );
            if (!string.IsNullOrWhiteSpace(reading.Explanation))
            {
                to.Run(
                    transaction,
                    "INSERT INTO grading_words (rowid, explanation) VALUES (?1, ?2)",
                    here,
                    reading.Explanation
                );
            }
        }

        private static IEnumerable<string> Replies(
            SqliteConnection connection,
            SqliteTransaction? transaction,
            BodyReader bodies,
            long generation
        ) =>
            Rows(
                    connection,
                    transaction,
                    "SELECT body_id, body_part FROM turns WHERE generation_id = ?1 ORDER BY turn",
                    generation
                )
                .Select(row => bodies.Part((long)row[0]!, (int)(long)row[1]!).Reply);

        private long Insert(string table, string columns, object?[] values)
        {
            var places = string.Join(", ", Enumerable.Range(1, values.Length).Select(i => $"?{i}"));
            using var insert = new Statement(
                to,
                transaction,
                $"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING id",
                values.Length
            );
            return insert.Number(values)!.Value;
        }
    }

    private static object?[]? Row(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        string sql,
        params ReadOnlySpan<object?> values
    ) => Rows(connection, transaction, sql, values).FirstOrDefault();

    internal static List<object?[]> Rows(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        string sql,
        params ReadOnlySpan<object?> values
    )
    {
        using var statement = new Statement(connection, transaction, sql, values.Length);
        using var reader = statement.Read(values);
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }
}
