using Microsoft.Data.Sqlite;
using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Storage;

/// <summary>The tuples of a store, for choosing on which to compare students.</summary>
public static class TupleChoices
{
    // A row per tuple: the round in which the students differ most. SQLite takes the bare columns from the row of the maximum.
    private const string Best = """
        WITH rounds AS (
          SELECT g.tuple_id, g.round, count(DISTINCT g.student_id) AS students,
                 count(DISTINCT CASE WHEN g.full_marks = 1 THEN g.student_id END) AS met,
                 count(DISTINCT CASE WHEN g.full_marks = 0 THEN g.student_id END) AS not_met
          FROM generations g WHERE (?1 IS NULL OR g.k = ?1) AND (?2 IS NULL OR g.setting = ?2)
          AND (?3 IS NULL OR g.sample_id IN (SELECT id FROM samples WHERE substr(hash, 1, length(?3)) = ?3))
          GROUP BY g.tuple_id, g.round),
        best AS (
          SELECT tuple_id, round, students, met, not_met,
                 max(min(met, not_met) * 1000000.0 + students * 1000.0 - round) AS rank
          FROM rounds GROUP BY tuple_id)

        """;

    private const string Columns = """
        SELECT t.id, s.hash, t."index", s.k, s.setting, p.name, b.round, b.students, b.met, b.not_met
        FROM best b JOIN tuples t ON t.id = b.tuple_id JOIN samples s ON s.id = t.sample_id JOIN topics p ON p.id = t.topic_id

        """;

    /// <summary>A stretch of the tuples, those on which students differ most first.</summary>
    /// <param name="k">Only of this k; null for any.</param>
    /// <param name="setting">Only of this setting; null for any.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="size">How many to give at most.</param>
    public static Task<TupleChoicePage> PageAsync(
        StoreFile file,
        int? k,
        Setting? setting,
        int offset,
        int size,
        CancellationToken cancellationToken
    ) =>
        file.AskAsync(
            connection =>
            {
                object? number = setting is null ? null : (int)setting;
                var (total, differing) = connection.Rows(
                    Best + "SELECT count(*), coalesce(sum(met > 0 AND not_met > 0), 0) FROM best",
                    reader => (reader.GetInt32(0), reader.GetInt32(1)),
                    k,
                    number,
                    null
                )[0];
                var tuples = connection.Rows(
                    Best + Columns + "ORDER BY min(b.met, b.not_met) DESC, b.students DESC, t.id LIMIT ?4 OFFSET ?5",
                    Read,
                    k,
                    number,
                    null,
                    size,
                    offset
                );
                return new TupleChoicePage(
                    [.. tuples.Select(tuple => WithSkills(connection, tuple))],
                    total,
                    differing
                );
            },
            cancellationToken
        );

    /// <summary>All tuples of a sample that have a generation, by index and without their skills.</summary>
    /// <param name="sample">First characters of the sample's identity.</param>
    public static Task<IReadOnlyList<TupleChoice>> OfSampleAsync(
        StoreFile file,
        string sample,
        CancellationToken cancellationToken
    ) =>
        file.AskAsync<IReadOnlyList<TupleChoice>>(
            connection =>
                [
                    .. connection
                        .Rows(Best + Columns + "ORDER BY t.\"index\", t.id", Read, null, null, sample)
                        .Select(tuple => tuple.Choice),
                ],
            cancellationToken
        );

    private static (long Id, TupleChoice Choice) Read(SqliteDataReader reader) =>
        (
            reader.GetInt64(0),
            new TupleChoice(
                ContentHash.Short(reader.GetString(1)),
                reader.GetInt32(2),
                reader.GetInt32(3),
                (Setting)reader.GetInt32(4),
                reader.GetString(5),
                [],
                reader.GetInt32(6),
                reader.GetInt32(7),
                reader.GetInt32(8),
                reader.GetInt32(9)
            )
        );

    private static TupleChoice WithSkills(SqliteConnection connection, (long Id, TupleChoice Choice) tuple) =>
        tuple.Choice with
        {
            Skills = connection.Rows(
                "SELECT s.name FROM tuple_skills m JOIN skills s ON s.id = m.skill_id WHERE m.tuple_id = ?1 ORDER BY m.position",
                reader => reader.GetString(0),
                tuple.Id
            ),
        };
}
