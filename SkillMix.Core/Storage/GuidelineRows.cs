using Microsoft.Data.Sqlite;
using SkillMix.Core.Annotation;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Storage;

/// <summary>How guidelines are written to their rows and read from them.</summary>
internal static class GuidelineRows
{
    /// <summary>All versions, by kind and number; empty before the first queue.</summary>
    public static IReadOnlyList<Guideline> Read(SqliteConnection connection) =>
        connection.Rows(
            "SELECT kind, version, text, created FROM guidelines ORDER BY kind, version",
            reader => new Guideline(
                (CriterionKind)reader.GetInt32(0),
                reader.GetInt32(1),
                reader.GetString(2),
                new(reader.GetInt64(3), TimeSpan.Zero)
            )
        );

    /// <summary>The texts that a store begins with.</summary>
    public static IEnumerable<Guideline> First(TimeProvider clock) =>
        Enum.GetValues<CriterionKind>()
            .Select(kind => new Guideline(kind, 1, Guideline.FirstText(kind), clock.GetUtcNow()));

    /// <summary>Writes the first texts down where none are yet.</summary>
    public static void KeepFirst(SqliteConnection connection, SqliteTransaction transaction, TimeProvider clock)
    {
        foreach (var first in First(clock))
        {
            connection.Run(
                transaction,
                "INSERT INTO guidelines (kind, version, text, created) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                first.Kind,
                first.Version,
                first.Text,
                first.Created
            );
        }
    }

    /// <summary>Adds a version, which holds from now on; the text that holds already makes none.</summary>
    public static void Add(
        SqliteConnection connection,
        SqliteTransaction transaction,
        CriterionKind kind,
        string text,
        TimeProvider clock
    ) =>
        connection.Run(
            transaction,
            """
            INSERT INTO guidelines (kind, version, text, created)
            SELECT ?1, 1 + max(version), ?2, max(?3, max(created)) FROM guidelines WHERE kind = ?1
            HAVING (SELECT text FROM guidelines WHERE kind = ?1 ORDER BY created DESC, version DESC LIMIT 1) <> ?2
            """,
            kind,
            text.ReplaceLineEndings("\n").Trim(),
            clock.GetUtcNow()
        );
}
