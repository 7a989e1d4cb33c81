using Microsoft.Data.Sqlite;
using SkillMix.Core.Storage;

namespace SkillMix.Tests.Storage;

/// <summary>What cannot be opened is refused in one sentence and left as it was.</summary>
public sealed class StoreFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<StoreAccess> EveryAccess =>
        [StoreAccess.ReadOnly, StoreAccess.ReadWrite, StoreAccess.Create];

    [Theory]
    [MemberData(nameof(EveryAccess))]
    public void Open_NewerVersion_IsRefused(StoreAccess access)
    {
        _folder.NewStore().Dispose();
        _folder.Database("store.db", $"PRAGMA user_version = {StoreFormat.SchemaVersion + 1}");

        AssertRefused(_folder.File(), access, StoreProblem.Newer, "newer version");
    }

    [Theory]
    [MemberData(nameof(EveryAccess))]
    public void Open_NewerVersionThatIsStillInTheWal_IsRefused(StoreAccess access)
    {
        using var store = _folder.NewStore();
        using var newer = store.OpenConnection();
        newer.Execute($"PRAGMA user_version = {StoreFormat.SchemaVersion + 1}");

        var exception = Assert.Throws<StoreException>(() => StoreFile.Open(store.Path, access));

        Assert.Equal(StoreProblem.Newer, exception.Problem);
    }

    [Theory]
    [MemberData(nameof(EveryAccess))]
    public void Open_TextFile_IsRefused(StoreAccess access)
    {
        File.WriteAllText(_folder.File("notes.txt"), string.Join('\n', Enumerable.Repeat("These are my notes.", 100)));

        AssertRefused(_folder.File("notes.txt"), access, StoreProblem.NotAStore, "no SQLite file");
    }

    [Theory]
    [InlineData(1, StoreAccess.ReadOnly)]
    [InlineData(1, StoreAccess.ReadWrite)]
    [InlineData(1, StoreAccess.Create)]
    [InlineData(100, StoreAccess.ReadOnly)]
    [InlineData(100, StoreAccess.ReadWrite)]
    [InlineData(100, StoreAccess.Create)]
    public void Open_FileOfAFewBytes_IsRefused(int length, StoreAccess access)
    {
        File.WriteAllText(_folder.File("x"), new string('x', length));

        AssertRefused(_folder.File("x"), access, StoreProblem.NotAStore, "no SQLite file");
    }

    [Theory]
    [MemberData(nameof(EveryAccess))]
    public void Open_DatabaseOfAnotherProgram_IsRefused(StoreAccess access)
    {
        var path = _folder.Database("other.db", "CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('one')");

        AssertRefused(path, access, StoreProblem.NotAStore, "another program's database");
    }

    [Theory]
    [MemberData(nameof(EveryAccess))]
    public void Open_EmptyDatabaseWithTheMarkOfAnotherProgram_IsRefused(StoreAccess access)
    {
        var path = _folder.Database("other.db", "PRAGMA application_id = 1234");

        AssertRefused(path, access, StoreProblem.NotAStore, "another program's database");
    }

    [Theory]
    [MemberData(nameof(EveryAccess))]
    public void Open_DatabaseOfAnotherProgramThatIsInUse_IsRefusedAndKeepsItsWal(StoreAccess access)
    {
        using var other = new SqliteConnection($"Data Source={_folder.File("other.db")};Pooling=False");
        other.Open();
        other.Execute("PRAGMA journal_mode = WAL; CREATE TABLE songs (title TEXT)");
        var wal = new FileInfo(_folder.File("other.db-wal")).Length;

        var exception = Assert.Throws<StoreException>(() => StoreFile.Open(_folder.File("other.db"), access));

        Assert.Equal(StoreProblem.NotAStore, exception.Problem);
        Assert.Equal(wal, new FileInfo(_folder.File("other.db-wal")).Length);
    }

    [Theory]
    [MemberData(nameof(EveryAccess))]
    public void Open_Folder_IsRefused(StoreAccess access)
    {
        AssertRefused(_folder.Path, access, StoreProblem.NotAStore, "is a folder");
    }

    [Theory]
    [MemberData(nameof(EveryAccess))]
    public void Open_BelowAFolderThatDoesNotExist_IsRefused(StoreAccess access)
    {
        AssertRefused(_folder.File("missing/store.db"), access, StoreProblem.Missing, "does not exist");
        Assert.False(Directory.Exists(_folder.File("missing")));
    }

    [Theory]
    [InlineData(StoreAccess.ReadOnly)]
    [InlineData(StoreAccess.ReadWrite)]
    public void Open_MissingOrEmptyFileThatIsNotToBeMade_IsRefused(StoreAccess access)
    {
        AssertRefused(_folder.File(), access, StoreProblem.Missing, "There is no store");

        File.WriteAllBytes(_folder.File(), []);

        AssertRefused(_folder.File(), access, StoreProblem.Missing, "There is no store");
    }

    [Theory]
    [MemberData(nameof(EveryAccess))]
    public void Open_DamagedStore_IsRefused(StoreAccess access)
    {
        _folder.NewStore().Dispose();
        using (var file = new FileStream(_folder.File(), FileMode.Open))
        {
            file.SetLength(8192);
            // The page type of the first table's root.
            file.Position = 100;
            file.WriteByte(0xEE);
        }

        AssertRefused(_folder.File(), access, StoreProblem.Damaged, "is damaged");
    }

    [Fact]
    public void Open_OlderVersionForReading_SaysThatItMustBeBroughtUpToDate()
    {
        _folder.NewStore().Dispose();
        _folder.Database("store.db", "PRAGMA user_version = 0");

        AssertRefused(_folder.File(), StoreAccess.ReadOnly, StoreProblem.Behind, "open it once for writing");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Open_NoPath_IsAWrongArgument(string path)
    {
        Assert.Throws<ArgumentException>(() => StoreFile.Open(path, StoreAccess.Create));
    }

    [Theory]
    [InlineData(13, 13, StoreProblem.Full)]
    [InlineData(8, 8, StoreProblem.NotPermitted)]
    [InlineData(8, 776, StoreProblem.Behind)]
    [InlineData(5, 517, StoreProblem.Busy)]
    [InlineData(6, 6, StoreProblem.Busy)]
    [InlineData(11, 11, StoreProblem.Damaged)]
    [InlineData(26, 26, StoreProblem.NotAStore)]
    [InlineData(10, 778, StoreProblem.Disk)]
    [InlineData(14, 14, StoreProblem.NotPermitted)]
    [InlineData(1, 1, StoreProblem.Other)]
    public void From_AnErrorOfSqlite_IsOneSentenceAboutTheFile(int code, int extendedCode, StoreProblem expected)
    {
        var exception = StoreException.From(new SqliteException("words of SQLite", code, extendedCode), "/data/a.db");

        Assert.Equal(expected, exception.Problem);
        Assert.Contains("/data/a.db", exception.Message);
        Assert.Equal(code, ((SqliteException)exception.InnerException!).SqliteErrorCode);
    }

    [Fact]
    public void Find_NoErrorOfSqlite_IsNull()
    {
        Assert.Null(StoreException.Find(new InvalidOperationException("x", new IOException("y")), "/data/a.db"));
    }

    private void AssertRefused(string path, StoreAccess access, StoreProblem problem, string words)
    {
        var before = _folder.Content();

        var exception = Assert.Throws<StoreException>(() => StoreFile.Open(path, access));

        Assert.Equal(problem, exception.Problem);
        Assert.Contains(words, exception.Message);
        Assert.Contains(Path.GetFileName(path), exception.Message);
        Assert.Equal(before, _folder.Content());
    }
}
