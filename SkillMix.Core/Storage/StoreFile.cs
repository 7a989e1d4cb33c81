using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SkillMix.Core.Storage;

/// <summary>An open store: hands out contexts and connections to one SQLite file, each to be used for one operation.</summary>
/// <remarks>
/// Every connection has WAL, <c>synchronous=NORMAL</c>, foreign keys enforced, a private cache and a busy time-out of
/// <see cref="BusySeconds"/> seconds. Other processes may have the same store open. Safe for use by several threads.
/// </remarks>
public sealed class StoreFile : IDbContextFactory<SkillMixContext>, IDisposable
{
    /// <summary>How long a statement waits for another writer, in seconds.</summary>
    public const int BusySeconds = 5;

    private readonly string _connectionString;
    private readonly DbContextOptions<SkillMixContext> _options;

    internal StoreFile(string path, StoreAccess access, string connectionString)
    {
        Path = path;
        Access = access;
        _connectionString = connectionString;
        _options = new DbContextOptionsBuilder<SkillMixContext>()
            .UseSqlite(connectionString)
            .AddInterceptors(ConnectionPragmas.Instance)
            .Options;
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>What it was opened for.</summary>
    public StoreAccess Access { get; }

    /// <summary>Writing is refused.</summary>
    public bool IsReadOnly => Access == StoreAccess.ReadOnly;

    /// <summary>Where the writers of this process stand in line.</summary>
    /// <remarks>Never disposed: it holds nothing of the system, and a writer may still be at work when the file is let go.</remarks>
    internal SemaphoreSlim Writers { get; } = new(1, 1);

    /// <summary>Opens a store, bringing its schema up to date where it is behind and may be written.</summary>
    /// <param name="path">The file; relative paths start in the current folder.</param>
    /// <param name="access">What it is opened for. Only <see cref="StoreAccess.Create"/> makes a file where there is none.</param>
    /// <exception cref="StoreException">There is no store to open; whatever is at the path is left as it was.</exception>
    public static StoreFile Open(string path, StoreAccess access) => StoreOpener.Open(path, access);

    /// <summary>A context for one operation; dispose it at its end.</summary>
    public SkillMixContext CreateDbContext() => new(_options);

    /// <summary>An open connection for one operation, for SQL that EF Core cannot say; dispose it at its end.</summary>
    /// <exception cref="StoreException">The file can no longer be opened.</exception>
    public SqliteConnection OpenConnection()
    {
        try
        {
            return Connect();
        }
        catch (SqliteException exception)
        {
            throw StoreException.From(exception, Path);
        }
    }

    /// <summary>The same, with SQLite's own exception.</summary>
    internal SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            ConnectionPragmas.Apply(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Lets go of the file. The last to do so folds the WAL back into it.</summary>
    /// <remarks>Contexts and connections still in use stay good until they are disposed.</remarks>
    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }
}
