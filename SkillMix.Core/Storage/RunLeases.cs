using Microsoft.Data.Sqlite;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>Who works on a run: two columns of its row, changed in one transaction.</summary>
internal static class RunLeases
{
    /// <exception cref="RunHeldException">Another process works on the run.</exception>
    public static int Take(
        SqliteConnection connection,
        SqliteTransaction transaction,
        Run run,
        RunHolder holder,
        RunTerms? terms,
        DateTimeOffset now
    )
    {
        if (Live(connection, transaction, run, now) is { } other)
        {
            throw new RunHeldException(run, other);
        }

        if (terms is not null)
        {
            connection.Run(
                transaction,
                "UPDATE runs SET state = ?2, note = NULL, finished = NULL, started = ?3, terms = ?4 WHERE public_id = ?1",
                run.Id,
                RunState.Running,
                now,
                terms.ToJson()
            );
        }

        return connection.Run(
            transaction,
            "UPDATE runs SET lease_owner = ?2, lease_until = ?3 WHERE public_id = ?1",
            run.Id,
            holder.ToString(),
            now + RunHolder.Patience
        );
    }

    public static bool Hold(
        SqliteConnection connection,
        SqliteTransaction transaction,
        Run run,
        RunHolder holder,
        DateTimeOffset now
    ) =>
        connection.Run(
            transaction,
            "UPDATE runs SET lease_until = ?3 WHERE public_id = ?1 AND lease_owner = ?2",
            run.Id,
            holder.ToString(),
            now + RunHolder.Patience
        ) == 1;

    /// <summary>Who held it last stays known.</summary>
    public static int Release(SqliteConnection connection, SqliteTransaction transaction, Run run, RunHolder holder) =>
        connection.Run(
            transaction,
            "UPDATE runs SET lease_until = NULL WHERE public_id = ?1 AND lease_owner = ?2",
            run.Id,
            holder.ToString()
        );

    /// <summary>Who holds a run with this owner and this end of its lease; null for nobody.</summary>
    public static RunHolder? Live(string? owner, long? until, DateTimeOffset now) =>
        until > now.UtcTicks && RunHolder.Read(owner) is { } holder && !holder.IsGone() ? holder : null;

    private static RunHolder? Live(
        SqliteConnection connection,
        SqliteTransaction transaction,
        Run run,
        DateTimeOffset now
    )
    {
        using var find = new Statement(
            connection,
            transaction,
            "SELECT lease_owner, lease_until FROM runs WHERE public_id = ?1",
            1
        );
        using var reader = find.Read(run.Id);
        return reader.Read() ? Live(reader.Text(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), now) : null;
    }
}
