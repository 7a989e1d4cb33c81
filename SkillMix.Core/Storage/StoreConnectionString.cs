using Microsoft.Data.Sqlite;

namespace SkillMix.Core.Storage;

/// <summary>Connection strings for the ways in which a store's file is opened.</summary>
internal static class StoreConnectionString
{
    /// <summary>An ordinary connection.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="mode">Reading, writing, or making the file too.</param>
    public static string For(string path, SqliteOpenMode mode) => Build(path, mode, pooling: true);

    /// <summary>A connection that opens the file for writing and touches nothing, as long as no statement is run.</summary>
    public static string Probe(string path) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString();

    /// <summary>A connection that takes the file for one that nobody changes: no locks, no WAL, nothing beside the file.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="pooling">Keep the file open for the next connection.</param>
    public static string Immutable(string path, bool pooling)
    {
        // A URI is the only way to say immutable; its path is percent-encoded and starts with a slash.
        var encoded = string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        var rooted = encoded.StartsWith('/') ? encoded : "/" + encoded;
        return Build($"file:{rooted}?immutable=1", SqliteOpenMode.ReadOnly, pooling);
    }

    private static string Build(string source, SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            // A shared cache locks whole tables among the connections of one process, WAL or not.
            Cache = SqliteCacheMode.Private,
            ForeignKeys = true,
            DefaultTimeout = StoreFile.BusySeconds,
            Pooling = pooling,
        }.ToString();
}
