using Microsoft.Data.Sqlite;

namespace SkillMix.Core.Storage;

/// <summary>Takes what a run was asked from one store into another: its log, its batches and what it cost. Done twice, it changes nothing.</summary>
/// <param name="models">Rows of models there → here.</param>
internal sealed class MergedLog(
    SqliteConnection from,
    SqliteConnection to,
    SqliteTransaction transaction,
    IReadOnlyDictionary<long, long> models
)
{
    /// <summary>Takes all of a run, whether or not it was here before.</summary>
    /// <param name="there">Its row in the other store.</param>
    /// <param name="here">Its row in this one.</param>
    public void Keep(long there, long here)
    {
        KeepRequests(there, here);
        KeepBatches(there, here);
        KeepSpending(there, here);
    }

    /// <summary>A request that is here stays as it is. One that failed has no key, and is known by its time.</summary>
    private void KeepRequests(long there, long here)
    {
        using var insert = new Statement(
            to,
            transaction,
            """
            INSERT INTO requests (run_id, model_id, key, role, tries, tokens_out, usd, milliseconds, created)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
            WHERE ?3 IS NOT NULL OR NOT EXISTS (
              SELECT 1 FROM requests
              WHERE run_id = ?1 AND created = ?9 AND key IS NULL AND model_id = ?2 AND role = ?4 AND milliseconds = ?8)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            9
        );
        using var find = new Statement(from, null, "SELECT body FROM replies WHERE request_id = ?1", 1);
        using var keep = new Statement(to, transaction, "INSERT INTO replies (request_id, body) VALUES (?1, ?2)", 2);
        foreach (
            var row in Rows(there, "requests", "id, model_id, key, role, tries, tokens_out, usd, milliseconds, created")
        )
        {
            if (insert.Number([here, models[(long)row[1]!], .. row[2..]]) is not { } id)
            {
                continue;
            }

            using var body = find.Read(row[0]);
            if (body.Read())
            {
                keep.Run(id, body.GetFieldValue<byte[]>(0));
            }
        }
    }

    /// <summary>A batch that was read in one of the stores is read: its replies came with the log, or with the texts.</summary>
    private void KeepBatches(long there, long here)
    {
        using var insert = new Statement(
            to,
            transaction,
            """
            INSERT INTO batches (run_id, model_id, external_id, requests, state, created, ended) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (external_id) DO UPDATE SET state = excluded.state, ended = excluded.ended
              WHERE run_id = excluded.run_id AND ended IS NULL AND excluded.ended IS NOT NULL
            """,
            7
        );
        foreach (var row in Rows(there, "batches", "id, model_id, external_id, requests, state, created, ended"))
        {
            insert.Run([here, models[(long)row[1]!], .. row[2..]]);
        }
    }

    /// <summary>The same requests may be counted in both stores, so counts are not added: the larger one stays.</summary>
    private void KeepSpending(long there, long here)
    {
        using var insert = new Statement(
            to,
            transaction,
            """
            INSERT INTO run_spending (run_id, model_id, role, answered_by, replies, failures, tries, tokens, tokens_out, usd, milliseconds)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT DO UPDATE SET replies = ?5, failures = ?6, tries = ?7, tokens = ?8, tokens_out = ?9, usd = ?10, milliseconds = ?11
              WHERE (?7, ?8) > (tries, tokens)
            """,
            11
        );
        foreach (
            var row in Rows(
                there,
                "run_spending",
                "model_id, role, answered_by, replies, failures, tries, tokens, tokens_out, usd, milliseconds"
            )
        )
        {
            insert.Run([here, models[(long)row[0]!], .. row[1..]]);
        }
    }

    private List<object?[]> Rows(long run, string table, string columns) =>
        StoreMerge.Rows(from, null, $"SELECT {columns} FROM {table} WHERE run_id = ?1 ORDER BY 1", run);
}
