using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>A store that a verb works on, open for as long as the verb runs.</summary>
public sealed class OpenedStore : IDisposable
{
    private readonly StoreFile _file;

    /// <summary>Opens it.</summary>
    /// <param name="db">The flag; null for the usual place.</param>
    /// <param name="mustExist">Whether a store that is not there is an error; it is made otherwise.</param>
    public OpenedStore(string? db, bool mustExist = false)
    {
        _file = StoreFile.Open(StorePath.Of(db), mustExist ? StoreAccess.ReadWrite : StoreAccess.Create);
        Runs = new SqliteRunStore(_file, TimeProvider.System);
    }

    public SqliteRunStore Runs { get; }

    public void Dispose()
    {
        Runs.Dispose();
        _file.Dispose();
    }
}
