using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>The log of a run's replies. What ends at the same time is committed together: whoever comes first writes for all who wait.</summary>
internal sealed class SqliteReplyLog : IReplyLog
{
    private readonly StoreFile _file;
    private readonly TimeProvider _clock;
    private readonly long _run;
    private readonly bool _reuse;
    private readonly ConcurrentDictionary<string, long> _kept;
    private readonly ConcurrentQueue<Waiting> _queue = new();
    private int _isWriting;

    private SqliteReplyLog(StoreFile file, TimeProvider clock, long run, bool reuse, IEnumerable<(string, long)> kept)
    {
        (_file, _clock, _run, _reuse) = (file, clock, run, reuse);
        _kept = new(kept.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)), StringComparer.Ordinal);
    }

    /// <summary>Opens the log of a run.</summary>
    public static Task<SqliteReplyLog> OpenAsync(
        StoreFile file,
        TimeProvider clock,
        Run run,
        bool reuse,
        CancellationToken cancellationToken
    ) =>
        file.AskAsync(
            connection =>
            {
                var id = connection
                    .Rows("SELECT id FROM runs WHERE public_id = ?1", reader => reader.GetInt64(0), run.Id)
                    .Single();
                var kept = connection.Rows(
                    "SELECT r.key, r.id FROM replies p JOIN requests r ON r.id = p.request_id WHERE r.run_id = ?1",
                    reader => (Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)), reader.GetInt64(1)),
                    id
                );
                return new SqliteReplyLog(file, clock, id, reuse, kept);
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public async Task<ChatResponse?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(key, out var id))
        {
            return await _file.AskAsync(
                connection => Bodies(connection, "SELECT body FROM replies WHERE request_id = ?1", id).FirstOrDefault(),
                cancellationToken
            );
        }

        if (!_reuse)
        {
            return null;
        }

        // An empty reply is asked for again: another run would not want it.
        return await _file.AskAsync(
            connection =>
                Bodies(
                        connection,
                        "SELECT p.body FROM requests r JOIN replies p ON p.request_id = r.id WHERE r.key = ?1 ORDER BY r.id",
                        Convert.FromHexString(key)
                    )
                    .FirstOrDefault(found => found.Text.Length > 0 || ChatRefusal.WordsOf(found) is not null),
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public Task KeepAsync(EndedRequest request)
    {
        var mine = new Waiting(request);
        _queue.Enqueue(mine);
        if (Interlocked.Exchange(ref _isWriting, 1) == 0)
        {
            _ = WriteAllAsync();
        }

        return mine.Done.Task;
    }

    /// <summary>Commits what waits, and what came to wait meanwhile.</summary>
    private async Task WriteAllAsync()
    {
        do
        {
            while (!_queue.IsEmpty)
            {
                await CommitAsync();
            }

            Volatile.Write(ref _isWriting, 0);

            // Whoever came between the last look and the sign that nobody writes has not been seen.
        } while (!_queue.IsEmpty && Interlocked.Exchange(ref _isWriting, 1) == 0);
    }

    private async Task CommitAsync()
    {
        var batch = new List<Waiting>();
        while (_queue.TryDequeue(out var one))
        {
            batch.Add(one);
        }

        try
        {
            var ids = await _file.ChangeAsync(
                (connection, transaction) => Write(connection, transaction, [.. batch.Select(one => one.Request)]),
                CancellationToken.None
            );
            foreach (var (one, id) in batch.Zip(ids))
            {
                if (one.Request.Key is { } key && id is { } row)
                {
                    _kept[key] = row;
                }

                one.Done.SetResult();
            }
        }
        catch (Exception problem)
        {
            foreach (var one in batch)
            {
                one.Done.TrySetException(problem);
            }
        }
    }

    private List<long?> Write(
        SqliteConnection connection,
        SqliteTransaction transaction,
        IReadOnlyList<EndedRequest> requests
    )
    {
        using var insert = new Statement(
            connection,
            transaction,
            """
            INSERT INTO requests (run_id, key, model_id, role, tries, tokens_out, usd, milliseconds, created)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (key, run_id) DO UPDATE SET run_id = run_id RETURNING id
            """,
            9
        );
        using var keep = new Statement(
            connection,
            transaction,
            "INSERT INTO replies (request_id, body) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            2
        );
        using var add = new Statement(
            connection,
            transaction,
            """
            INSERT INTO run_spending (run_id, model_id, role, answered_by, replies, failures, tries, tokens, tokens_out, usd, milliseconds)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT DO UPDATE SET replies = replies + ?5, failures = failures + ?6, tries = tries + ?7, tokens = tokens + ?8,
              tokens_out = tokens_out + ?9, usd = usd + ?10, milliseconds = milliseconds + ?11
            """,
            11
        );
        var names = new CommitNames(connection, transaction);
        var now = _clock.GetUtcNow();
        var ids = new List<long?>(requests.Count);
        foreach (var request in requests)
        {
            var model = names.Model(request.Model);
            var tokensOut = request.Reply?.Usage?.OutputTokenCount;
            var usd = (double)request.Spent.Usd;
            var milliseconds = (long)request.Took.TotalMilliseconds;
            var id = insert.Number(
                _run,
                request.Key is null ? null : Convert.FromHexString(request.Key),
                model,
                request.Role,
                request.Tries,
                tokensOut,
                usd,
                milliseconds,
                now
            );
            if (request.Reply is not null)
            {
                keep.Run(id, LoggedReply.Pack(request.Reply));
            }

            ids.Add(id);
            add.Run(
                _run,
                model,
                request.Role,
                request.Reply?.ModelId ?? "",
                request.Reply is null ? 0L : 1L,
                request.Reply is null ? 1L : 0L,
                request.Tries,
                request.Spent.Tokens,
                tokensOut ?? 0L,
                usd,
                milliseconds
            );
        }

        return ids;
    }

    private static IEnumerable<ChatResponse> Bodies(SqliteConnection connection, string sql, object value) =>
        connection.Rows(sql, reader => reader.GetFieldValue<byte[]>(0), value).Select(body => LoggedReply.Unpack(body));

    private sealed record Waiting(EndedRequest Request)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
