using Microsoft.Data.Sqlite;
using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>Lists, search and single generations over one SQLite file. It only reads, but for tags and saved views.</summary>
public sealed class SqliteGenerationIndex(StoreFile file, TimeProvider clock) : IGenerationIndex
{
    private const string LineColumns = """
        SELECT g.id, g.public_id, m.name, m.is_simulated, g.k, g.setting, t.name, g.tuple_index, g.round, g.state, g.preview,
               g.points, g.full_marks, g.gradings, g.is_split, g.is_unreadable, g.human_differs
        FROM generations g JOIN models m ON m.id = g.student_id JOIN topics t ON t.id = g.topic_id
        """;

    /// <inheritdoc />
    public Task<GenerationPage> PageAsync(
        GenerationFilter filter,
        PageStart start,
        int size,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return file.AskAsync(connection => Page(connection, filter, start, size), cancellationToken);
    }

    /// <inheritdoc />
    public Task<GenerationItem?> ItemAsync(Guid id, CancellationToken cancellationToken) =>
        file.AskAsync(connection => ItemReader.Read(connection, LineColumns, ReadLine, id), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<GenerationLine>> SameTupleAsync(
        string sample,
        int tuple,
        CancellationToken cancellationToken
    ) =>
        file.AskAsync<IReadOnlyList<GenerationLine>>(
            connection =>
            {
                using var ask = new Statement(
                    connection,
                    null,
                    LineColumns
                        + """
                         WHERE g.tuple_id IN (
                           SELECT x.id FROM tuples x JOIN samples s ON s.id = x.sample_id
                           WHERE substr(s.hash, 1, length(?1)) = ?1 AND x."index" = ?2)
                         ORDER BY m.id, g.round, g.id
                        """,
                    2
                );
                using var reader = ask.Read(sample, tuple);
                return ReadLines(reader);
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<BrowseChoices> ChoicesAsync(CancellationToken cancellationToken) =>
        file.AskAsync(
            connection => new BrowseChoices(
                Words(
                    connection,
                    "SELECT name FROM models m WHERE EXISTS (SELECT 1 FROM generations WHERE student_id = m.id) ORDER BY id"
                ),
                Words(
                    connection,
                    "SELECT name FROM models m WHERE EXISTS (SELECT 1 FROM grading_specs WHERE grader_id = m.id) ORDER BY id"
                ),
                [.. Numbers(connection, "SELECT DISTINCT k FROM samples ORDER BY k")],
                [
                    .. Numbers(connection, "SELECT DISTINCT setting FROM samples ORDER BY setting")
                        .Select(number => (Setting)number),
                ],
                Words(
                    connection,
                    "SELECT name FROM skills s WHERE EXISTS (SELECT 1 FROM tuple_skills WHERE skill_id = s.id) ORDER BY name"
                ),
                Words(
                    connection,
                    "SELECT name FROM topics p WHERE EXISTS (SELECT 1 FROM tuples WHERE topic_id = p.id) ORDER BY name"
                ),
                Words(connection, "SELECT name FROM tags ORDER BY name")
            ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task SetTagAsync(Guid generation, string tag, bool isSet, CancellationToken cancellationToken)
    {
        var name = tag.Trim();
        ArgumentException.ThrowIfNullOrEmpty(name);
        return file.ChangeAsync(
            (connection, transaction) =>
            {
                using var find = new Statement(
                    connection,
                    transaction,
                    "SELECT id FROM generations WHERE public_id = ?1",
                    1
                );
                var id =
                    find.Number(generation)
                    ?? throw new KeyNotFoundException(
                        $"The store holds no generation {generation:N} to be tagged; open it from the list of this store."
                    );
                if (!isSet)
                {
                    return connection.Run(
                        transaction,
                        "DELETE FROM generation_tags WHERE generation_id = ?1 AND tag_id = (SELECT id FROM tags WHERE name = ?2)",
                        id,
                        name
                    );
                }

                connection.Run(transaction, "INSERT INTO tags (name) VALUES (?1) ON CONFLICT DO NOTHING", name);
                return connection.Run(
                    transaction,
                    """
                    INSERT INTO generation_tags (tag_id, generation_id, created)
                    VALUES ((SELECT id FROM tags WHERE name = ?2), ?1, ?3) ON CONFLICT DO NOTHING
                    """,
                    id,
                    name,
                    clock.GetUtcNow()
                );
            },
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<TagCount>> TagCountsAsync(CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<TagCount>>(
            connection =>
            {
                using var ask = new Statement(
                    connection,
                    null,
                    """
                    SELECT t.name, m.name, g.k, count(*) FROM generation_tags x JOIN tags t ON t.id = x.tag_id
                    JOIN generations g ON g.id = x.generation_id JOIN models m ON m.id = g.student_id
                    GROUP BY t.name, m.id, g.k ORDER BY t.name, m.id, g.k
                    """,
                    0
                );
                using var reader = ask.Read();
                var counts = new List<TagCount>();
                while (reader.Read())
                {
                    counts.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3)));
                }

                return counts;
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<SavedView>> SavedViewsAsync(CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<SavedView>>(
            connection =>
                connection.Rows(
                    "SELECT public_id, name, query FROM saved_views ORDER BY name",
                    reader => new SavedView(
                        PublicId.FromBytes(reader.GetFieldValue<byte[]>(0)),
                        reader.GetString(1),
                        reader.GetString(2)
                    )
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task SaveViewAsync(string name, string query, CancellationToken cancellationToken)
    {
        var trimmed = name.Trim();
        ArgumentException.ThrowIfNullOrEmpty(trimmed);
        return file.ChangeAsync(
            (connection, transaction) =>
                connection.Run(
                    transaction,
                    """
                    INSERT INTO saved_views (public_id, name, query, created) VALUES (?1, ?2, ?3, ?4)
                    ON CONFLICT (name) DO UPDATE SET query = ?3
                    """,
                    PublicId.New(clock),
                    trimmed,
                    query,
                    clock.GetUtcNow()
                ),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task RemoveViewAsync(Guid id, CancellationToken cancellationToken) =>
        file.ChangeAsync(
            (connection, transaction) =>
                connection.Run(transaction, "DELETE FROM saved_views WHERE public_id = ?1", id),
            cancellationToken
        );

    private static GenerationPage Page(SqliteConnection connection, GenerationFilter filter, PageStart start, int size)
    {
        var sql = FilterSql.Of(filter);
        var isNewest = filter.Order == GenerationOrder.Newest;
        var total = Count(connection, sql, "1", null);
        var from = start;
        if (start.Around is { } around)
        {
            from = StartAround(connection, sql, around, size, isNewest);
        }

        // Going back in an ascending list is going on in a descending one, read the other way round.
        var isBackwards = from.Before is not null;
        var isDescending = isNewest != isBackwards;
        var key = from.After ?? from.Before;
        using var command = connection.CreateCommand();
        command.CommandText =
            $"{LineColumns} WHERE {sql.Where}"
            + (key is null ? "" : $" AND g.id {(isDescending ? "<" : ">")} $key")
            + $" ORDER BY g.id {(isDescending ? "DESC" : "ASC")} LIMIT $size";
        sql.BindTo(command);
        command.Parameters.AddWithValue("$size", size);
        if (key is not null)
        {
            command.Parameters.AddWithValue("$key", key);
        }

        List<GenerationLine> lines;
        using (var reader = command.ExecuteReader())
        {
            lines = ReadLines(reader);
        }

        if (isBackwards)
        {
            lines.Reverse();
        }

        if (lines.Count == 0)
        {
            return GenerationPage.Empty with { Total = total };
        }

        var offset = key is null ? 0 : Count(connection, sql, isNewest ? "g.id > $key" : "g.id < $key", lines[0].Key);
        return new(lines, offset > 0, offset + lines.Count < total, total, offset);
    }

    /// <summary>A start whose page holds the generation, with pages falling as they would from the first one on.</summary>
    private static PageStart StartAround(SqliteConnection connection, FilterSql sql, Guid id, int size, bool isNewest)
    {
        using var find = new Statement(connection, null, "SELECT id FROM generations WHERE public_id = ?1", 1);
        if (find.Number(id) is not { } key)
        {
            return PageStart.First;
        }

        var place = Count(connection, sql, isNewest ? "g.id > $key" : "g.id < $key", key);
        var back = (int)(place % size);
        if (place < size)
        {
            return PageStart.First;
        }

        // The last line of the page before is back + 1 lines before the generation.
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT g.id FROM generations g WHERE {sql.Where} AND g.id {(isNewest ? ">" : "<")} $key ORDER BY g.id {(isNewest ? "ASC" : "DESC")} LIMIT 1 OFFSET $back";
        sql.BindTo(command);
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$back", back);
        return command.ExecuteScalar() is long after ? new(After: after) : PageStart.First;
    }

    private static long Count(SqliteConnection connection, FilterSql sql, string condition, long? key)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM generations g WHERE {sql.Where} AND {condition}";
        sql.BindTo(command);
        if (key is not null)
        {
            command.Parameters.AddWithValue("$key", key);
        }

        return (long)command.ExecuteScalar()!;
    }

    private static List<GenerationLine> ReadLines(SqliteDataReader reader)
    {
        var lines = new List<GenerationLine>();
        while (reader.Read())
        {
            lines.Add(ReadLine(reader));
        }

        return lines;
    }

    private static GenerationLine ReadLine(SqliteDataReader reader) =>
        new(
            reader.GetInt64(0),
            PublicId.FromBytes(reader.GetFieldValue<byte[]>(1)),
            reader.GetString(2),
            reader.GetInt64(3) != 0,
            reader.GetInt32(4),
            (Setting)reader.GetInt32(5),
            reader.GetString(6),
            reader.GetInt32(7),
            reader.GetInt32(8),
            (GenerationState)reader.GetInt32(9),
            reader.GetString(10),
            reader.IsDBNull(11) ? null : reader.GetDouble(11),
            reader.IsDBNull(12) ? null : reader.GetInt64(12) != 0,
            reader.GetInt32(13),
            reader.GetInt64(14) != 0,
            reader.GetInt64(15) != 0,
            reader.GetInt64(16) != 0
        );

    private static List<string> Words(SqliteConnection connection, string sql) =>
        connection.Rows(sql, reader => reader.GetString(0));

    private static List<int> Numbers(SqliteConnection connection, string sql) =>
        connection.Rows(sql, reader => reader.GetInt32(0));
}
