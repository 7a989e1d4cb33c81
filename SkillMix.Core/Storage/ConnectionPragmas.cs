using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SkillMix.Core.Storage;

/// <summary>Says to each connection, as it opens, what a connection string cannot say.</summary>
internal sealed class ConnectionPragmas : DbConnectionInterceptor
{
    /// <summary>The one instance; it holds nothing.</summary>
    public static ConnectionPragmas Instance { get; } = new();

    // In WAL, NORMAL may lose the last commits when the power fails, never the file. SQLite's own busy handler looks
    // again after a few milliseconds; the provider's loop, which comes after it, only after 150.
    private static readonly string Statements =
        $"PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = {StoreFile.BusySeconds * 1000};";

    /// <summary>Sets the pragmas on a connection that was opened without EF Core.</summary>
    public static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Statements;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Apply(connection);

    /// <inheritdoc/>
    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        // SQLite has no asynchronous calls, and these touch no disk.
        Apply(connection);
        return Task.CompletedTask;
    }
}
