using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage;

/// <summary>The run store over one SQLite file. Safe for many callers at once; writes of one process stand in line.</summary>
public sealed class SqliteRunStore(StoreFile file, TimeProvider clock) : IRunStore, IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <inheritdoc />
    public Task KeepCatalogueAsync(SkillCatalogue catalogue, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
            {
                var body = JsonSerializer.Serialize(
                    new CatalogueBody(catalogue.Skills, [.. catalogue.Topics.Select(topic => topic.Name)])
                );
                Run(
                    connection,
                    transaction,
                    "INSERT INTO catalogues (hash, name, body) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                    catalogue.Hash,
                    catalogue.Name,
                    CompressedText.Pack(body)
                );
                using var skill = new Statement(
                    connection,
                    transaction,
                    "INSERT INTO skills (name, category) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                    2
                );
                foreach (var one in catalogue.Skills)
                {
                    skill.Run(one.Name, one.Category);
                }

                return 0;
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task KeepSplitAsync(Split split, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
                Run(
                    connection,
                    transaction,
                    "INSERT INTO splits (hash, name, body) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                    split.Hash,
                    split.Name,
                    CompressedText.Pack(JsonSerializer.Serialize(split))
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task KeepPromptAsync(PromptTemplate prompt, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
                Run(
                    connection,
                    transaction,
                    "INSERT INTO prompts (hash, name, version, kind, reader, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                    prompt.Hash,
                    prompt.Known?.Title ?? prompt.Name,
                    prompt.Version,
                    prompt.Kind,
                    prompt.ReaderKey,
                    prompt.Text
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task KeepModelAsync(StudyModel model, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
                Run(
                    connection,
                    transaction,
                    """
                    INSERT INTO models (public_id, name, is_simulated, base_model_id, training_data)
                    VALUES (?1, ?2, ?3, (SELECT id FROM models WHERE name = ?4), ?5) ON CONFLICT DO NOTHING
                    """,
                    PublicId.New(clock),
                    model.Name,
                    model.IsSimulated,
                    model.BaseModel,
                    model.TrainingData
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task KeepSampleAsync(TupleSample sample, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
            {
                var spec = sample.Spec;
                using var insert = new Statement(
                    connection,
                    transaction,
                    """
                    INSERT INTO samples (hash, spec, catalogue_hash, setting, k, count, seed, name)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING RETURNING id
                    """,
                    8
                );
                var id = insert.Number(
                    spec.Id,
                    JsonSerializer.Serialize(spec),
                    spec.CatalogueHash,
                    spec.Setting,
                    spec.K,
                    spec.Count,
                    spec.Seed,
                    spec.Name
                );
                if (id is not null)
                {
                    WriteTuples(connection, transaction, id.Value, sample.Tuples);
                }

                return 0;
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task KeepGradingSpecAsync(GradingSpec spec, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
                Run(
                    connection,
                    transaction,
                    """
                    INSERT INTO grading_specs (hash, grader_id, prompt_id, style, reader, options)
                    VALUES (?1, (SELECT id FROM models WHERE name = ?2), (SELECT id FROM prompts WHERE hash = ?3), ?4, ?5, ?6) ON CONFLICT DO NOTHING
                    """,
                    spec.Id,
                    spec.Grader,
                    spec.Prompt,
                    spec.Style,
                    spec.Reader,
                    spec.Canonical
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<Run> OpenRunAsync(NewRun run, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
            {
                Run(
                    connection,
                    transaction,
                    "INSERT INTO studies (public_id, name, created) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                    PublicId.New(clock),
                    run.Study,
                    clock.GetUtcNow()
                );
                Run(
                    connection,
                    transaction,
                    """
                    INSERT INTO runs (public_id, study_id, name, origin, source, spec_hash, spec, recipe, fingerprint, tool_version, state, created)
                    VALUES (?1, (SELECT id FROM studies WHERE name = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING
                    """,
                    PublicId.New(clock),
                    run.Study,
                    run.Name,
                    run.Origin,
                    run.Source,
                    run.SpecHash,
                    run.SpecJson,
                    run.Recipe,
                    ContentHash.Short(ContentHash.Of(run.Recipe)),
                    ToolVersion.Current,
                    RunState.Running,
                    clock.GetUtcNow()
                );
                using var find = new Statement(
                    connection,
                    transaction,
                    RunColumns + " WHERE s.name = ?1 AND r.spec_hash = ?2",
                    2
                );
                using var reader = find.Read(run.Study, run.SpecHash);
                reader.Read();
                return ReadRun(reader);
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<CommitCounts> CommitAsync(
        Run run,
        IReadOnlyList<WrittenGeneration> generations,
        IReadOnlyList<GivenGrading> gradings,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            (connection, transaction) =>
            {
                var names = new CommitNames(connection, transaction);
                using var writer = new CommitWriter(
                    connection,
                    transaction,
                    clock,
                    names,
                    RowId(connection, transaction, run)
                );
                var newGenerations = generations.Count(writer.Write);
                var newGradings = gradings.Count(writer.Write);
                writer.Complete();
                return new CommitCounts(newGenerations, newGradings);
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task SettleAsync(Run run, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
                Run(
                    connection,
                    transaction,
                    """
                    UPDATE generations SET differs_from_base = 1 - differs_from_base
                    WHERE student_id IN (SELECT id FROM models WHERE base_model_id IS NOT NULL)
                      AND differs_from_base <> EXISTS (
                        SELECT 1 FROM models m JOIN generations b ON b.student_id = m.base_model_id
                        WHERE m.id = generations.student_id AND b.tuple_id = generations.tuple_id AND b.round = generations.round
                          AND b.full_marks <> generations.full_marks)
                    """
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task SetStateAsync(Run run, RunState state, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
                Run(
                    connection,
                    transaction,
                    "UPDATE runs SET state = ?2, finished = ?3 WHERE public_id = ?1",
                    run.Id,
                    state,
                    state == RunState.Finished ? clock.GetUtcNow() : null
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlySet<GenerationKey>> GenerationsDoneAsync(Run run, CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlySet<GenerationKey>>(
            connection =>
            {
                using var find = new Statement(
                    connection,
                    null,
                    """
                    SELECT m.name, s.hash, g.tuple_index, g.round FROM generations g
                    JOIN models m ON m.id = g.student_id JOIN samples s ON s.id = g.sample_id
                    WHERE g.run_id = (SELECT id FROM runs WHERE public_id = ?1) AND g.state <> ?2
                    """,
                    2
                );
                using var reader = find.Read(run.Id, GenerationState.Failed);
                var done = new HashSet<GenerationKey>();
                while (reader.Read())
                {
                    done.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3)));
                }

                return done;
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<UngradedText>> UngradedAsync(
        Run run,
        IReadOnlyList<GradingSpec> specs,
        CancellationToken cancellationToken
    ) => file.AskAsync(connection => UngradedTexts.Read(connection, run, specs), cancellationToken);

    /// <inheritdoc />
    public Task<AskedRun> AskedAsync(Run run, CancellationToken cancellationToken) =>
        file.AskAsync(connection => AskedRuns.Read(connection, run), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Run>> RunsAsync(CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<Run>>(
            connection =>
            {
                using var all = new Statement(connection, null, RunColumns + " ORDER BY r.id", 0);
                using var reader = all.Read();
                var runs = new List<Run>();
                while (reader.Read())
                {
                    runs.Add(ReadRun(reader));
                }

                return runs;
            },
            cancellationToken
        );

    /// <inheritdoc />
    public async Task<IReadOnlyList<StudyModel>> ModelsAsync(CancellationToken cancellationToken)
    {
        await using var context = file.CreateDbContext();
        var rows = await context.Models.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var names = rows.ToDictionary(row => row.Id, row => row.Name);
        return
        [
            .. rows.Select(row => new StudyModel(
                row.Name,
                row.IsSimulated,
                row.BaseModelId is { } baseModel ? names.GetValueOrDefault(baseModel) : null,
                row.TrainingData
            )),
        ];
    }

    /// <inheritdoc />
    public Task<PointTable> PointsAsync(CancellationToken cancellationToken) =>
        file.AskAsync(_ => PointReader.Read(file), cancellationToken);

    /// <inheritdoc />
    public Task KeepPublishedAsync(IReadOnlyList<PublishedPoint> points, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
            {
                using var insert = new Statement(
                    connection,
                    transaction,
                    """
                    INSERT INTO published_points (source, note, student, grader, setting, training_data, k, full_marks, all_skills, skill_fraction)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                    ON CONFLICT DO UPDATE SET note = ?2, full_marks = ?8, all_skills = ?9, skill_fraction = ?10
                    """,
                    10
                );
                foreach (var point in points)
                {
                    insert.Run(
                        point.Source,
                        point.Note,
                        point.Student,
                        point.Grader,
                        point.Setting,
                        point.TrainingData,
                        point.K,
                        point.FullMarks,
                        point.AllSkills,
                        point.SkillFraction
                    );
                }

                return 0;
            },
            cancellationToken
        );

    /// <inheritdoc />
    public async Task<IReadOnlyList<PublishedPoint>> PublishedAsync(CancellationToken cancellationToken)
    {
        await using var context = file.CreateDbContext();
        return await context
            .PublishedPoints.AsNoTracking()
            .OrderBy(row => row.Source)
            .ThenBy(row => row.Student)
            .ThenBy(row => row.K)
            .Select(row => new PublishedPoint(
                row.Source,
                row.Note,
                row.Student,
                row.Grader,
                row.Setting,
                row.TrainingData,
                (int)row.K,
                row.FullMarks,
                row.AllSkills,
                row.SkillFraction
            ))
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc />
    public Task<string> VersionAsync(CancellationToken cancellationToken) =>
        file.AskAsync(
            connection =>
            {
                using var ask = new Statement(
                    connection,
                    null,
                    "SELECT (SELECT coalesce(max(id), 0) FROM gradings), (SELECT coalesce(max(id), 0) FROM generations)",
                    0
                );
                using var reader = ask.Read();
                reader.Read();
                return FormattableString.Invariant($"{reader.GetInt64(0)}-{reader.GetInt64(1)}");
            },
            cancellationToken
        );

    /// <summary>Keeps what an import reported.</summary>
    public async Task KeepImportAsync(string source, string report, CancellationToken cancellationToken)
    {
        await using var context = file.CreateDbContext();
        context.Imports.Add(
            new ImportRow
            {
                Source = source,
                Report = report,
                Created = clock.GetUtcNow(),
            }
        );
        await context.SaveChangesAsync(cancellationToken);
    }

    public void Dispose() => _writing.Dispose();

    private const string RunColumns = """
        SELECT r.public_id, r.name, s.name, r.origin, r.source, r.fingerprint, r.recipe, r.state, r.created
        FROM runs r JOIN studies s ON s.id = r.study_id
        """;

    private static Run ReadRun(SqliteDataReader reader) =>
        new(
            PublicId.FromBytes(reader.GetFieldValue<byte[]>(0)),
            reader.GetString(1),
            reader.GetString(2),
            (RunOrigin)reader.GetInt32(3),
            reader.IsDBNull(4) ? null : reader.GetString(4),
            reader.GetString(5),
            reader.GetString(6),
            (RunState)reader.GetInt32(7),
            new(reader.GetInt64(8), TimeSpan.Zero)
        );

    private static long RowId(SqliteConnection connection, SqliteTransaction transaction, Run run)
    {
        using var find = new Statement(connection, transaction, "SELECT id FROM runs WHERE public_id = ?1", 1);
        return find.Number(run.Id)
            ?? throw new KeyNotFoundException($"The store holds no run {run.Id:N}; open the run first.");
    }

    private static void WriteTuples(
        SqliteConnection connection,
        SqliteTransaction transaction,
        long sample,
        IReadOnlyList<SkillTuple> tuples
    )
    {
        using var topic = new Statement(
            connection,
            transaction,
            "INSERT INTO topics (name) VALUES (?1) ON CONFLICT DO NOTHING",
            1
        );
        using var tuple = new Statement(
            connection,
            transaction,
            "INSERT INTO tuples (sample_id, \"index\", topic_id) VALUES (?1, ?2, (SELECT id FROM topics WHERE name = ?3)) RETURNING id",
            3
        );
        using var skill = new Statement(
            connection,
            transaction,
            "INSERT INTO skills (name, category) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            2
        );
        using var member = new Statement(
            connection,
            transaction,
            "INSERT INTO tuple_skills (tuple_id, position, skill_id) VALUES (?1, ?2, (SELECT id FROM skills WHERE name = ?3))",
            3
        );
        foreach (var one in tuples)
        {
            topic.Run(one.Topic.Name);
            var id = tuple.Number(sample, one.Index, one.Topic.Name);
            for (var position = 0; position < one.K; position++)
            {
                skill.Run(one.Skills[position].Name, one.Skills[position].Category);
                member.Run(id, position, one.Skills[position].Name);
            }
        }
    }

    private static int Run(
        SqliteConnection connection,
        SqliteTransaction transaction,
        string sql,
        params ReadOnlySpan<object?> values
    )
    {
        using var statement = new Statement(connection, transaction, sql, values.Length);
        return statement.Run(values);
    }

    /// <summary>Runs a change in a transaction of its own, off the caller's thread: SQLite blocks while it works.</summary>
    private async Task<T> WriteAsync<T>(
        Func<SqliteConnection, SqliteTransaction, T> change,
        CancellationToken cancellationToken
    )
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () =>
                {
                    using var connection = file.OpenConnection();
                    using var transaction = connection.BeginTransaction(deferred: false);
                    var result = change(connection, transaction);
                    transaction.Commit();
                    return result;
                },
                cancellationToken
            );
        }
        catch (SqliteException problem)
        {
            throw StoreException.From(problem, file.Path);
        }
        finally
        {
            _writing.Release();
        }
    }
}
