using System.Text.Json;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Storage;

/// <summary>The frozen sets of one SQLite file.</summary>
internal sealed class AnchorBook(StoreFile file, TimeProvider clock) : IAnchorBook
{
    /// <inheritdoc />
    public async Task<AnchorSet> MakeAsync(AnchorSpec spec, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(spec.Name);
        await file.ChangeAsync((connection, transaction) => Make(connection, transaction, spec), cancellationToken);
        return await FindAsync(spec.Name, cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<AnchorSet>> SetsAsync(CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<AnchorSet>>(
            connection =>
                [
                    .. connection
                        .Rows(
                            """
                            SELECT a.public_id, a.spec, a.created, t.position, g.public_id, t.turn, g.k, m.name, m.is_simulated, g.preview
                            FROM anchors a JOIN anchor_texts t ON t.anchor_id = a.id
                            JOIN generations g ON g.id = t.generation_id JOIN models m ON m.id = g.student_id ORDER BY a.id, t.position
                            """,
                            reader =>
                                (
                                    Id: Id(reader, 0),
                                    Spec: reader.GetString(1),
                                    Created: Time(reader, 2),
                                    Place: new AnchorPlace(
                                        reader.GetInt32(3),
                                        Id(reader, 4),
                                        reader.GetInt32(5),
                                        reader.GetInt32(6),
                                        reader.GetString(7),
                                        reader.GetBoolean(8),
                                        reader.GetString(9)
                                    )
                                )
                        )
                        .GroupBy(row => (row.Id, row.Spec, row.Created))
                        .Select(set => new AnchorSet(
                            set.Key.Id,
                            JsonSerializer.Deserialize<AnchorSpec>(set.Key.Spec, JsonSerializerOptions.Web)!,
                            set.Key.Created,
                            [.. set.Select(row => row.Place)]
                        )),
                ],
            cancellationToken
        );

    /// <inheritdoc />
    public async Task<AnchorSet> FindAsync(string name, CancellationToken cancellationToken)
    {
        var sets = await SetsAsync(cancellationToken);
        return sets.FirstOrDefault(set => set.Name == name)
            ?? throw new ArgumentException(
                sets.Count == 0
                    ? $"There are no anchors '{name}'; 'skillmix anchor make {name}' makes them."
                    : $"There are no anchors '{name}'; there are {string.Join(", ", sets.Select(set => $"'{set.Name}'"))}."
            );
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<AnchorText>> TextsAsync(AnchorSet set, CancellationToken cancellationToken) =>
        file.AskAsync(connection => Texts(connection, set), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<AnchorOccasion>> OccasionsAsync(AnchorSet set, CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<AnchorOccasion>>(
            connection =>
                connection.Rows(
                    """
                    SELECT s.hash, m.name, p.name, s.options, m.is_simulated, d.occasion, r.public_id, r.name,
                           sum(d.error IS NULL), sum(d.error IS NOT NULL), min(d.created), max(d.created)
                    FROM anchor_gradings d JOIN grading_specs s ON s.id = d.grading_spec_id JOIN models m ON m.id = s.grader_id
                    LEFT JOIN prompts p ON p.id = s.prompt_id LEFT JOIN runs r ON r.id = d.run_id
                    WHERE d.anchor_id = (SELECT id FROM anchors WHERE public_id = ?1)
                    GROUP BY d.grading_spec_id, d.occasion
                    ORDER BY (SELECT min(id) FROM anchor_gradings f WHERE f.anchor_id = d.anchor_id AND f.grading_spec_id = d.grading_spec_id), d.occasion
                    """,
                    reader => new AnchorOccasion(
                        new(
                            reader.GetString(0),
                            reader.GetString(1),
                            reader.Text(2),
                            reader.GetString(3),
                            reader.GetBoolean(4)
                        ),
                        reader.GetInt32(5),
                        reader.IsDBNull(6) ? null : Id(reader, 6),
                        reader.Text(7),
                        reader.GetInt32(8),
                        reader.GetInt32(9),
                        Time(reader, 10),
                        Time(reader, 11)
                    ),
                    set.Id
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<AnchorGrading>> GradingsAsync(
        AnchorSet set,
        string gradingSpec,
        CancellationToken cancellationToken
    ) =>
        file.AskAsync<IReadOnlyList<AnchorGrading>>(
            connection =>
                connection.Rows(
                    """
                    SELECT d.position, d.occasion, d.points, d.error, d.body, d.created, r.public_id
                    FROM anchor_gradings d LEFT JOIN runs r ON r.id = d.run_id
                    WHERE d.anchor_id = (SELECT id FROM anchors WHERE public_id = ?1)
                      AND d.grading_spec_id = (SELECT id FROM grading_specs WHERE hash = ?2) ORDER BY d.occasion, d.position
                    """,
                    reader => new AnchorGrading(
                        reader.GetInt32(0),
                        gradingSpec,
                        reader.GetInt32(1),
                        new PackedVerdicts(reader.GetInt64(2)),
                        reader.Text(3),
                        CompressedText.Unpack(reader.GetFieldValue<byte[]>(4)),
                        Time(reader, 5)
                    )
                    {
                        Run = reader.IsDBNull(6) ? null : Id(reader, 6),
                    },
                    set.Id,
                    gradingSpec
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<bool> KeepAsync(AnchorSet set, AnchorGrading grading, CancellationToken cancellationToken) =>
        file.ChangeAsync(
            (connection, transaction) =>
            {
                long? run = grading.Run is { } id
                    ? Row(connection, transaction, "SELECT id FROM runs WHERE public_id = ?1", id, "run")
                    : null;
                var anchor = Row(
                    connection,
                    transaction,
                    "SELECT id FROM anchors WHERE public_id = ?1",
                    set.Id,
                    "anchors"
                );
                var spec = new CommitNames(connection, transaction).GradingSpec(grading.GradingSpec);
                RequireOwn(connection, transaction, set, grading.Occasion, (anchor, spec, run));
                var isNew =
                    connection.Run(
                        transaction,
                        """
                        INSERT INTO anchor_gradings (anchor_id, position, grading_spec_id, occasion, run_id, points, error, created, body)
                        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
                        """,
                        anchor,
                        grading.Position,
                        spec,
                        grading.Occasion,
                        run,
                        grading.Verdicts.Bits,
                        grading.Error,
                        clock.GetUtcNow(),
                        CompressedText.Pack(grading.Reply)
                    ) > 0;

                // What is kept here need not stay in the log; no other run asks for this occasion.
                foreach (var key in grading.ReplyKeys)
                {
                    connection.Run(
                        transaction,
                        "DELETE FROM replies WHERE request_id = (SELECT id FROM requests WHERE run_id = ?1 AND key = ?2)",
                        run,
                        Convert.FromHexString(key)
                    );
                }

                return isNew;
            },
            cancellationToken
        );

    /// <summary>Two that begin at the same time take the same number; whoever keeps second stops, and its next try is another occasion.</summary>
    private static void RequireOwn(
        SqliteConnection connection,
        SqliteTransaction transaction,
        AnchorSet set,
        int occasion,
        (long Anchor, long Spec, long? Run) of
    )
    {
        using var others = new Statement(
            connection,
            transaction,
            """
            SELECT 1 FROM anchor_gradings
            WHERE anchor_id = ?1 AND grading_spec_id = ?2 AND occasion = ?3 AND run_id IS NOT ?4 LIMIT 1
            """,
            4
        );
        if (others.Number(of.Anchor, of.Spec, occasion, of.Run) is not null)
        {
            throw new InvalidOperationException(
                $"Somebody else has begun occasion {occasion} of the anchors '{set.Name}' at the same time; start again, and it becomes another one."
            );
        }
    }

    private int Make(SqliteConnection connection, SqliteTransaction transaction, AnchorSpec spec)
    {
        using var insert = new Statement(
            connection,
            transaction,
            "INSERT INTO anchors (public_id, name, spec, created) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING RETURNING id",
            4
        );
        var anchor =
            insert.Number(
                PublicId.New(clock),
                spec.Name,
                JsonSerializer.Serialize(spec, JsonSerializerOptions.Web),
                clock.GetUtcNow()
            )
            ?? throw new ArgumentException(
                $"There are anchors '{spec.Name}' already, and they stay as they are; choose another name."
            );
        using var member = new Statement(
            connection,
            transaction,
            "INSERT INTO anchor_texts (anchor_id, position, generation_id, turn) VALUES (?1, ?2, ?3, (SELECT last_turn FROM generations WHERE id = ?3))",
            3
        );
        var drawn = AnchorDraw.Choose(Candidates(connection, transaction, spec), spec);
        for (var position = 0; position < drawn.Count; position++)
        {
            member.Run(anchor, position, drawn[position].Row);
        }

        return drawn.Count;
    }

    private static List<AnchorCandidate> Candidates(
        SqliteConnection connection,
        SqliteTransaction transaction,
        AnchorSpec spec
    )
    {
        using var find = new Statement(
            connection,
            transaction,
            """
            SELECT id, k, full_marks FROM generations
            WHERE state = ?1 AND (?2 IS NULL OR run_id = (SELECT id FROM runs WHERE public_id = ?2)) ORDER BY id
            """,
            2
        );
        using var reader = find.Read(GenerationState.Written, spec.Run);
        var candidates = new List<AnchorCandidate>();
        while (reader.Read())
        {
            candidates.Add(
                new(reader.GetInt64(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetInt64(2) != 0)
            );
        }

        return spec.Ks.Count == 0 ? candidates : [.. candidates.Where(text => spec.Ks.Contains(text.K))];
    }

    private static IReadOnlyList<AnchorText> Texts(SqliteConnection connection, AnchorSet set)
    {
        var rows = connection.Rows(
            """
            SELECT a.position, s.catalogue_hash, g.tuple_id, g.tuple_index, p.name, t.body_id, t.body_part
            FROM anchor_texts a JOIN generations g ON g.id = a.generation_id JOIN samples s ON s.id = g.sample_id
            JOIN topics p ON p.id = g.topic_id JOIN turns t ON t.generation_id = g.id AND t.turn = a.turn
            WHERE a.anchor_id = (SELECT id FROM anchors WHERE public_id = ?1) ORDER BY a.position
            """,
            reader =>
                (
                    Position: reader.GetInt32(0),
                    Catalogue: reader.GetString(1),
                    Tuple: reader.GetInt64(2),
                    Index: reader.GetInt32(3),
                    Topic: reader.GetString(4),
                    Body: reader.GetInt64(5),
                    Part: reader.GetInt32(6)
                ),
            set.Id
        );
        var catalogues = rows.Select(row => row.Catalogue)
            .Distinct()
            .ToDictionary(hash => hash, hash => CatalogueOf(connection, set, hash));
        using var bodies = new BodyReader(connection);
        return
        [
            .. rows.Select(row =>
            {
                var body = bodies.Part(row.Body, row.Part);
                return new AnchorText(
                    row.Position,
                    new SkillTuple(
                        row.Index,
                        [.. SkillsOf(connection, row.Tuple).Select(catalogues[row.Catalogue].Get)],
                        new Topic(row.Topic)
                    ),
                    body.Text ?? AnswerReader.Read(body.Reply).Text
                );
            }),
        ];
    }

    private static SkillCatalogue CatalogueOf(SqliteConnection connection, AnchorSet set, string hash) =>
        StoredCatalogues.Read(connection, hash)
        ?? throw new InvalidDataException(
            $"The store lacks the catalogue {ContentHash.Short(hash)} of the anchors '{set.Name}': it is damaged."
        );

    private static List<string> SkillsOf(SqliteConnection connection, long tuple) =>
        connection.Rows(
            "SELECT k.name FROM tuple_skills m JOIN skills k ON k.id = m.skill_id WHERE m.tuple_id = ?1 ORDER BY m.position",
            reader => reader.GetString(0),
            tuple
        );

    private static long Row(
        SqliteConnection connection,
        SqliteTransaction transaction,
        string sql,
        Guid id,
        string kind
    )
    {
        using var find = new Statement(connection, transaction, sql, 1);
        return find.Number(id)
            ?? throw new KeyNotFoundException($"The store holds no {kind} {id:N}: it is of another store.");
    }

    private static Guid Id(SqliteDataReader reader, int column) =>
        PublicId.FromBytes(reader.GetFieldValue<byte[]>(column));

    private static DateTimeOffset Time(SqliteDataReader reader, int column) =>
        new(reader.GetInt64(column), TimeSpan.Zero);
}
