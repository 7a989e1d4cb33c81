using System.Text.Json;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Storage;

/// <summary>The catalogues that a store holds, and what was drawn from them.</summary>
public static class StoredCatalogues
{
    /// <summary>All of them, in the order in which they came.</summary>
    public static Task<IReadOnlyList<StoredCatalogue>> ListAsync(StoreFile file, CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<StoredCatalogue>>(
            connection =>
                connection.Rows(
                    "SELECT hash, name FROM catalogues ORDER BY id",
                    reader => new StoredCatalogue(reader.GetString(0), reader.GetString(1))
                ),
            cancellationToken
        );

    /// <summary>A catalogue with all its skills and topics; null where the store does not hold it.</summary>
    public static Task<SkillCatalogue?> ReadAsync(StoreFile file, string hash, CancellationToken cancellationToken) =>
        file.AskAsync(connection => Read(connection, hash), cancellationToken);

    /// <summary>What was drawn from a catalogue; nothing where the store does not hold it.</summary>
    public static Task<CatalogueUse> UseAsync(StoreFile file, string hash, CancellationToken cancellationToken) =>
        file.AskAsync(
            connection => new CatalogueUse(
                connection.Rows(
                    """
                    SELECT r.name FROM runs r WHERE r.id IN (
                      SELECT g.run_id FROM generations g JOIN samples s ON s.id = g.sample_id WHERE s.catalogue_hash = ?1)
                    ORDER BY r.id
                    """,
                    reader => reader.GetString(0),
                    hash
                ),
                connection.Rows(
                    "SELECT count(*) FROM tuples t JOIN samples s ON s.id = t.sample_id WHERE s.catalogue_hash = ?1",
                    reader => reader.GetInt32(0),
                    hash
                )[0],
                Counts(
                    connection,
                    """
                    SELECT k.name, count(*) FROM tuple_skills m JOIN skills k ON k.id = m.skill_id
                    JOIN tuples t ON t.id = m.tuple_id JOIN samples s ON s.id = t.sample_id
                    WHERE s.catalogue_hash = ?1 GROUP BY k.id
                    """,
                    hash
                ),
                Counts(
                    connection,
                    """
                    SELECT p.name, count(*) FROM tuples t JOIN topics p ON p.id = t.topic_id JOIN samples s ON s.id = t.sample_id
                    WHERE s.catalogue_hash = ?1 GROUP BY p.id
                    """,
                    hash
                )
            ),
            cancellationToken
        );

    /// <summary>The same, over a connection that is open.</summary>
    internal static SkillCatalogue? Read(SqliteConnection connection, string hash) =>
        connection
            .Rows(
                "SELECT name, body FROM catalogues WHERE hash = ?1",
                reader =>
                    JsonSerializer
                        .Deserialize<CatalogueBody>(CompressedText.Unpack(reader.GetFieldValue<byte[]>(1)))!
                        .ToCatalogue(reader.GetString(0)),
                hash
            )
            .FirstOrDefault();

    private static Dictionary<string, int> Counts(SqliteConnection connection, string sql, string hash) =>
        connection
            .Rows(sql, reader => (Name: reader.GetString(0), Count: reader.GetInt32(1)), hash)
            .ToDictionary(pair => pair.Name, pair => pair.Count);
}
