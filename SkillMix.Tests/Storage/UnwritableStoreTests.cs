using Microsoft.Data.Sqlite;
using SkillMix.Core.Storage;

namespace SkillMix.Tests.Storage;

public sealed class UnwritableStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public UnwritableStoreTests()
    {
        using var store = _folder.NewStore();
        using var connection = store.OpenConnection();
        connection.Execute("INSERT INTO tags (name) VALUES ('one')");
    }

    public void Dispose() => _folder.Dispose();

    [UnwritableFact]
    public void Open_ReadOnlyFile_ForReading_Reads()
    {
        using var locked = Unwritable.Lock(_folder.File());

        AssertReads(_folder.File());
    }

    [UnwritableFact]
    public void Open_ReadOnlyFolder_ForReading_ReadsAndLeavesNothing()
    {
        using var lockedFolder = Unwritable.Lock(_folder.Path);

        AssertReads(_folder.File());
        Assert.Equal(["store.db"], _folder.Content().Keys);
    }

    [UnwritableFact]
    public void Open_ReadOnlyFileInAReadOnlyFolder_ForReading_Reads()
    {
        using var locked = Unwritable.Lock(_folder.File());
        using var lockedFolder = Unwritable.Lock(_folder.Path);

        AssertReads(_folder.File());
    }

    [UnwritableFact]
    public void Open_ReadOnlyFolderWhileTheOwnerWrites_ReadsTheOwnersLastCommit()
    {
        using var owner = StoreFile.Open(_folder.File(), StoreAccess.ReadWrite);
        using var writing = owner.OpenConnection();
        writing.Execute("INSERT INTO tags (name) VALUES ('two')");
        using var lockedFolder = Unwritable.Lock(_folder.Path);

        using var store = StoreFile.Open(_folder.File(), StoreAccess.ReadOnly);
        using var context = store.CreateDbContext();

        Assert.Equal(2, context.Tags.Count());
    }

    [UnwritableFact]
    public void Open_ReadOnlyFolderWithALeftWal_ForReading_SaysWhereTheChangesAre()
    {
        // What a killed process leaves: changes in the WAL, and nobody to fold them back.
        var copy = _folder.File("copy");
        Directory.CreateDirectory(copy);
        using (var owner = StoreFile.Open(_folder.File(), StoreAccess.ReadWrite))
        using (var writing = owner.OpenConnection())
        {
            writing.Execute("INSERT INTO tags (name) VALUES ('two')");
            File.Copy(_folder.File(), Path.Combine(copy, "store.db"));
            File.Copy(_folder.File() + "-wal", Path.Combine(copy, "store.db-wal"));
        }

        using (Unwritable.Lock(copy))
        {
            var exception = Assert.Throws<StoreException>(() =>
                StoreFile.Open(Path.Combine(copy, "store.db"), StoreAccess.ReadOnly)
            );
            Assert.Equal(StoreProblem.NotPermitted, exception.Problem);
            Assert.Contains("store.db-wal", exception.Message);
        }

        using var store = StoreFile.Open(Path.Combine(copy, "store.db"), StoreAccess.ReadOnly);
        using var context = store.CreateDbContext();
        Assert.Equal(2, context.Tags.Count());
    }

    [UnwritableFact]
    public void Open_ReadOnlyFile_ForWriting_IsRefusedAndUnchanged()
    {
        AssertRefusesToWrite(_folder.File());
    }

    [UnwritableFact]
    public void Open_ReadOnlyFolder_ForWriting_IsRefusedAndUnchanged()
    {
        AssertRefusesToWrite(_folder.Path);
    }

    [UnwritableFact]
    public void Open_NewPathInAReadOnlyFolder_IsRefused()
    {
        using var locked = Unwritable.Lock(_folder.Path);

        var exception = Assert.Throws<StoreException>(() => _folder.NewStore("new.db"));

        Assert.Equal(StoreProblem.NotPermitted, exception.Problem);
        Assert.Equal(["store.db"], _folder.Content().Keys);
    }

    private static void AssertReads(string path)
    {
        using var store = StoreFile.Open(path, StoreAccess.ReadOnly);
        using var context = store.CreateDbContext();
        using var connection = store.OpenConnection();

        Assert.Equal("one", context.Tags.Single().Name);
        Assert.Throws<SqliteException>(() => connection.Execute("INSERT INTO tags (name) VALUES ('two')"));
    }

    private void AssertRefusesToWrite(string locked)
    {
        var before = _folder.Content();
        using (Unwritable.Lock(locked))
        {
            var exception = Assert.Throws<StoreException>(() => StoreFile.Open(_folder.File(), StoreAccess.ReadWrite));
            Assert.Equal(StoreProblem.NotPermitted, exception.Problem);
        }

        Assert.Equal(before, _folder.Content());
    }
}
