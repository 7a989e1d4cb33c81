using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>A store that a verb works on, open for as long as the verb runs.</summary>
public sealed class OpenedStore : IDisposable
{
    private readonly StoreFile _file;

    /// <summary>Opens it.</summary>
    /// <param name="db">The flag; null for the usual place.</param>
    /// <param name="access">What the verb does with it.</param>
    public OpenedStore(string? db, StoreAccess access)
    {
        _file = StoreFile.Open(StorePath.Of(db), access);
        Runs = new SqliteRunStore(_file, TimeProvider.System);
        Requests = new SqliteRequestBook(_file, TimeProvider.System);
    }

    public SqliteRunStore Runs { get; }

    /// <summary>Which requests have a reply, and which batches are out.</summary>
    public SqliteRequestBook Requests { get; }

    /// <summary>The store's file itself.</summary>
    public StoreFile File => _file;

    public void Dispose() => _file.Dispose();
}
