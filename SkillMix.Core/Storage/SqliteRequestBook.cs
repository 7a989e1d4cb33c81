using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>What one SQLite file knows of the requests of its runs.</summary>
/// <param name="file">The store.</param>
/// <param name="clock">When a batch was handed in and read.</param>
public sealed class SqliteRequestBook(StoreFile file, TimeProvider clock) : IRequestBook
{
    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> AnsweredAsync(Run run, CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlySet<string>>(
            connection =>
                connection
                    .Rows(
                        "SELECT key FROM requests WHERE run_id = (SELECT id FROM runs WHERE public_id = ?1) AND key IS NOT NULL",
                        reader => Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)),
                        run.Id
                    )
                    .ToHashSet(StringComparer.Ordinal),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<IReadOnlyList<HandedInBatch>> BatchesAsync(Run run, CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<HandedInBatch>>(
            connection =>
                connection.Rows(
                    """
                    SELECT b.external_id, m.name, b.requests, b.state FROM batches b JOIN models m ON m.id = b.model_id
                    WHERE b.run_id = (SELECT id FROM runs WHERE public_id = ?1) AND b.ended IS NULL ORDER BY b.id
                    """,
                    reader => new HandedInBatch(
                        reader.GetString(0),
                        reader.GetString(1),
                        reader.GetInt32(2),
                        reader.GetString(3)
                    ),
                    run.Id
                ),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task KeepBatchAsync(Run run, HandedInBatch batch, bool isRead = false) =>
        file.ChangeAsync(
            (connection, transaction) =>
                connection.Run(
                    transaction,
                    """
                    INSERT INTO batches (run_id, model_id, external_id, requests, state, created, ended)
                    VALUES ((SELECT id FROM runs WHERE public_id = ?1), (SELECT id FROM models WHERE name = ?2), ?3, ?4, ?5, ?6, ?7)
                    ON CONFLICT (external_id) DO UPDATE SET state = excluded.state, ended = excluded.ended
                    """,
                    run.Id,
                    batch.Model,
                    batch.Id,
                    batch.Requests,
                    batch.State,
                    clock.GetUtcNow(),
                    isRead ? clock.GetUtcNow() : null
                ),
            CancellationToken.None
        );
}
