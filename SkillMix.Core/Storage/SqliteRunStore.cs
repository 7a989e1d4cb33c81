using System.Text.Json;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Storage;

/// <summary>The run store over one SQLite file. Safe for many callers at once; writes of one process stand in line.</summary>
/// <remarks>Nothing is held between calls; the file is its owner's to let go of.</remarks>
public sealed class SqliteRunStore(StoreFile file, TimeProvider clock) : IRunStore
{
    /// <inheritdoc />
    public IAnchorBook Anchors { get; } = new AnchorBook(file, clock);

    /// <inheritdoc />
    public Task KeepCatalogueAsync(SkillCatalogue catalogue, CancellationToken cancellationToken) =>
        file.ChangeAsync(
            (connection, transaction) =>
            {
                var body = JsonSerializer.Serialize(
                    new CatalogueBody(catalogue.Skills, [.. catalogue.Topics.Select(topic => topic.Name)])
                );
                connection.Run(
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
        file.ChangeAsync(
            (connection, transaction) =>
                connection.Run(
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
        file.ChangeAsync(
            (connection, transaction) =>
                connection.Run(
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
    public Task<IReadOnlyList<PromptTemplate>> PromptsAsync(CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<PromptTemplate>>(
            connection => connection.Rows($"SELECT {PromptRows.Columns} FROM prompts ORDER BY id", PromptRows.Read),
            cancellationToken
        );

    /// <inheritdoc />
    public Task KeepModelAsync(StudyModel model, CancellationToken cancellationToken) =>
        file.ChangeAsync(
            (connection, transaction) =>
            {
                connection.Run(
                    transaction,
                    """
                    INSERT INTO models (public_id, name, is_simulated, base_model_id, training_data, filtered_by)
                    VALUES (?1, ?2, ?3, (SELECT id FROM models WHERE name = ?4), ?5, ?6)
                    ON CONFLICT (name) DO UPDATE SET
                      base_model_id = coalesce(base_model_id, excluded.base_model_id),
                      training_data = coalesce(training_data, excluded.training_data),
                      filtered_by = coalesce(filtered_by, excluded.filtered_by)
                    """,
                    PublicId.New(clock),
                    model.Name,
                    model.IsSimulated,
                    model.BaseModel,
                    model.TrainingData,
                    model.FilteredBy.Count == 0 ? null : JsonSerializer.Serialize(model.FilteredBy)
                );
                if (model.BaseModel is not null)
                {
                    // The base may have become known only now, when texts of the model are there already.
                    connection.Run(
                        transaction,
                        SettleStudents + " AND student_id = (SELECT id FROM models WHERE name = ?1)",
                        model.Name
                    );
                }

                return 0;
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task KeepSampleAsync(TupleSample sample, CancellationToken cancellationToken) =>
        file.ChangeAsync(
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
        file.ChangeAsync(
            (connection, transaction) =>
                connection.Run(
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
        file.ChangeAsync(
            (connection, transaction) =>
            {
                connection.Run(
                    transaction,
                    "INSERT INTO studies (public_id, name, created) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                    PublicId.New(clock),
                    run.Study,
                    clock.GetUtcNow()
                );
                connection.Run(
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
                    run.Origin == RunOrigin.Imported ? RunState.Finished : RunState.Planned,
                    clock.GetUtcNow()
                );
                using var find = new Statement(
                    connection,
                    transaction,
                    $"SELECT {RunRows.Columns} {RunRows.Source} WHERE s.name = ?1 AND r.spec_hash = ?2",
                    2
                );
                using var reader = find.Read(run.Study, run.SpecHash);
                reader.Read();
                return RunRows.Read(reader);
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
        file.ChangeAsync(
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
        file.ChangeAsync(
            (connection, transaction) =>
                connection.Run(
                    transaction,
                    SettleStudents
                        + """
                         AND tuple_id IN (
                          SELECT tuple_id FROM generations WHERE run_id = (SELECT id FROM runs WHERE public_id = ?1))
                        """,
                    run.Id
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task SetStateAsync(Run run, RunState state, string? note, CancellationToken cancellationToken) =>
        file.ChangeAsync(
            (connection, transaction) =>
                connection.Run(
                    transaction,
                    "UPDATE runs SET state = ?2, finished = ?3, note = ?4 WHERE public_id = ?1",
                    run.Id,
                    state,
                    state == RunState.Finished ? clock.GetUtcNow() : null,
                    note
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task TakeAsync(Run run, RunHolder holder, RunTerms? terms, CancellationToken cancellationToken) =>
        file.ChangeAsync(
            (connection, transaction) => RunLeases.Take(connection, transaction, run, holder, terms, clock.GetUtcNow()),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<bool> HoldAsync(Run run, RunHolder holder, CancellationToken cancellationToken) =>
        file.ChangeAsync(
            (connection, transaction) => RunLeases.Hold(connection, transaction, run, holder, clock.GetUtcNow()),
            cancellationToken
        );

    /// <inheritdoc />
    public Task ReleaseAsync(Run run, RunHolder holder) =>
        file.ChangeAsync(
            (connection, transaction) => RunLeases.Release(connection, transaction, run, holder),
            CancellationToken.None
        );

    /// <inheritdoc />
    public async Task<IReplyLog> OpenLogAsync(Run run, bool reuse, CancellationToken cancellationToken) =>
        await SqliteReplyLog.OpenAsync(file, clock, run, reuse, cancellationToken);

    /// <inheritdoc />
    public Task<RunStanding> StandingAsync(Run run, CancellationToken cancellationToken) =>
        file.AskAsync(connection => RunStandings.Read(connection, run, clock.GetUtcNow()), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<(string Model, RequestRole Role), ModelHistory>> HistoryAsync(
        CancellationToken cancellationToken
    ) =>
        file.AskAsync<IReadOnlyDictionary<(string, RequestRole), ModelHistory>>(
            connection =>
                connection
                    .Rows(
                        """
                        SELECT m.name, p.role, sum(p.tokens_out) * 1.0 / sum(p.replies), sum(p.milliseconds) / 1000.0 / sum(p.replies)
                        FROM run_spending p JOIN models m ON m.id = p.model_id WHERE p.replies > 0 GROUP BY p.model_id, p.role
                        """,
                        reader =>
                            (
                                Key: (reader.GetString(0), (RequestRole)reader.GetInt32(1)),
                                History: new ModelHistory(reader.GetDouble(2), reader.GetDouble(3))
                            )
                    )
                    .ToDictionary(row => row.Key, row => row.History),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<FullMarksCount>> FullMarksAsync(Run run, CancellationToken cancellationToken) =>
        file.AskAsync(connection => RunStandings.FullMarks(connection, run), cancellationToken);

    /// <inheritdoc />
    public Task AskForGradingsAsync(Run run, GradingSpec spec, CancellationToken cancellationToken) =>
        file.ChangeAsync(
            (connection, transaction) =>
                connection.Run(
                    transaction,
                    """
                    INSERT INTO run_gradings (run_id, grading_spec_id, rounds, spec)
                    VALUES ((SELECT id FROM runs WHERE public_id = ?1), (SELECT id FROM grading_specs WHERE hash = ?2), ?3, ?4)
                    ON CONFLICT DO UPDATE SET rounds = excluded.rounds, spec = excluded.spec WHERE excluded.rounds > rounds
                    """,
                    run.Id,
                    spec.Id,
                    spec.Rounds,
                    JsonSerializer.Serialize(spec, JsonSerializerOptions.Web)
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
            connection => connection.Rows($"SELECT {RunRows.Columns} {RunRows.Source} ORDER BY r.id", RunRows.Read),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<StudyModel>> ModelsAsync(CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<StudyModel>>(
            connection =>
                connection.Rows(
                    """
                    SELECT m.name, m.is_simulated, b.name, m.training_data, m.filtered_by
                    FROM models m LEFT JOIN models b ON b.id = m.base_model_id ORDER BY m.id
                    """,
                    reader => new StudyModel(
                        reader.GetString(0),
                        reader.GetInt64(1) != 0,
                        reader.Text(2),
                        reader.Text(3)
                    )
                    {
                        FilteredBy = reader.Text(4) is { } names ? JsonSerializer.Deserialize<string[]>(names)! : [],
                    }
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<PointTable> PointsAsync(CancellationToken cancellationToken) =>
        file.AskAsync(connection => PointReader.Read(file, connection, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task KeepPublishedAsync(IReadOnlyList<PublishedPoint> points, CancellationToken cancellationToken) =>
        file.ChangeAsync(
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
    public Task<IReadOnlyList<PublishedPoint>> PublishedAsync(CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<PublishedPoint>>(
            connection =>
                connection.Rows(
                    """
                    SELECT source, note, student, grader, setting, training_data, k, full_marks, all_skills, skill_fraction
                    FROM published_points ORDER BY source, student, k
                    """,
                    reader => new PublishedPoint(
                        reader.GetString(0),
                        reader.GetString(1),
                        reader.GetString(2),
                        reader.GetString(3),
                        reader.GetString(4),
                        reader.GetString(5),
                        reader.GetInt32(6),
                        Share(reader, 7),
                        Share(reader, 8),
                        Share(reader, 9)
                    )
                ),
            cancellationToken
        );

    /// <summary>Public ids of the runs that hold texts of a student on a sample, by the sample's short identity as in points.</summary>
    public async Task<ILookup<(string Student, string Sample), string>> RunsBehindAsync(
        CancellationToken cancellationToken
    )
    {
        var rows = await file.AskAsync(
            connection =>
                connection.Rows(
                    """
                    SELECT m.name, s.hash, r.public_id FROM (SELECT DISTINCT run_id, student_id, sample_id FROM generations) g
                    JOIN models m ON m.id = g.student_id JOIN samples s ON s.id = g.sample_id JOIN runs r ON r.id = g.run_id
                    ORDER BY r.id
                    """,
                    reader =>
                        (
                            Student: reader.GetString(0),
                            Sample: ContentHash.Short(reader.GetString(1)),
                            Run: PublicId.FromBytes(reader.GetFieldValue<byte[]>(2)).ToString("N")
                        )
                ),
            cancellationToken
        );
        return rows.ToLookup(row => (row.Student, row.Sample), row => row.Run);
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
    /// <param name="source">The folder that was imported. Its name is kept, not where it lies on this machine.</param>
    /// <param name="report">The report as JSON.</param>
    public Task KeepImportAsync(string source, string report, CancellationToken cancellationToken) =>
        file.ChangeAsync(
            (connection, transaction) =>
                connection.Run(
                    transaction,
                    "INSERT INTO imports (source, report, created) VALUES (?1, ?2, ?3)",
                    Path.GetFileName(Path.TrimEndingDirectorySeparator(source)),
                    report,
                    clock.GetUtcNow()
                ),
            cancellationToken
        );

    private const string SettleStudents = """
        UPDATE generations SET differs_from_base = 1 - differs_from_base
        WHERE student_id IN (SELECT id FROM models WHERE base_model_id IS NOT NULL)
          AND differs_from_base <> EXISTS (
            SELECT 1 FROM models m JOIN generations b ON b.student_id = m.base_model_id
            WHERE m.id = generations.student_id AND b.tuple_id = generations.tuple_id AND b.round = generations.round
              AND b.full_marks <> generations.full_marks)
        """;

    private static double? Share(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetDouble(column);

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
}
