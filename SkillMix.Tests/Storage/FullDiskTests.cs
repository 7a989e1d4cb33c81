using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SkillMix.Core.Storage;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Tests.Storage;

public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_OnAFileThatMayGrowNoFurther_SaysFullAndKeepsWhatWasThere()
    {
        using var store = _folder.NewStore();
        using (var connection = store.OpenConnection())
        using (
            var context = new SkillMixContext(
                new DbContextOptionsBuilder<SkillMixContext>().UseSqlite(connection).Options
            )
        )
        {
            Save(context, "before", 10);
            connection.Execute($"PRAGMA max_page_count = {connection.Scalar("PRAGMA page_count")}");
            AssertFull(context, store.Path);
            connection.Execute("PRAGMA max_page_count = 1000000");
        }

        AssertKept(store);
    }

    [SmallDiskFact]
    public void Save_OnAFullDisk_SaysFullKeepsWhatWasThereAndGoesOnWhenThereIsRoom()
    {
        using var disk = new SmallDisk(_folder.File("disk"), megabytes: 2);
        using (var store = StoreFile.Open(Path.Combine(disk.Path, "store.db"), StoreAccess.Create))
        {
            using (var context = store.CreateDbContext())
            {
                Save(context, "before", 10);
            }

            using (var context = store.CreateDbContext())
            {
                AssertFull(context, store.Path);
            }

            AssertKept(store);
            disk.Resize(megabytes: 16);
            using (var context = store.CreateDbContext())
            {
                Save(context, "after", 500);
                Assert.Equal(510, context.Catalogues.Count());
            }
        }
    }

    [SmallDiskFact]
    public void Open_NewStoreOnAFullDisk_SaysFullAndSucceedsWhenThereIsRoom()
    {
        using var disk = new SmallDisk(_folder.File("disk"), megabytes: 1);
        var path = Path.Combine(disk.Path, "store.db");
        File.WriteAllBytes(Path.Combine(disk.Path, "filler"), new byte[900_000]);

        var exception = Assert.Throws<StoreException>(() => StoreFile.Open(path, StoreAccess.Create));
        disk.Resize(megabytes: 16);
        using var store = StoreFile.Open(path, StoreAccess.Create);
        using var context = store.CreateDbContext();

        Assert.Equal(StoreProblem.Full, exception.Problem);
        Assert.Empty(context.Catalogues);
    }

    private static void AssertFull(SkillMixContext context, string path)
    {
        var exception = Assert.Throws<DbUpdateException>(() => Save(context, "lost", 500));
        Assert.Equal(StoreProblem.Full, StoreException.Find(exception, path)?.Problem);
    }

    private static void AssertKept(StoreFile store)
    {
        using var connection = store.OpenConnection();
        Assert.Equal("ok", connection.Scalar("PRAGMA integrity_check"));
        Assert.Equal(10L, connection.Scalar("SELECT count(*) FROM catalogues"));
        Assert.Equal(0L, connection.Scalar("SELECT count(*) FROM catalogues WHERE name = 'lost'"));
    }

    // One transaction of rows of 8 KB.
    private static void Save(SkillMixContext context, string name, int rows)
    {
        context.Catalogues.AddRange(
            Enumerable
                .Range(0, rows)
                .Select(i => new CatalogueRow
                {
                    Hash = $"{name}{i}",
                    Name = name,
                    Body = new byte[8192],
                })
        );
        context.SaveChanges();
    }
}

/// <summary>A disk of a few megabytes in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(string path, int megabytes)
    {
        Path = path;
        Directory.CreateDirectory(path);
        if (!Unwritable.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "skillmix-test", path))
        {
            throw new IOException($"No disk could be mounted on {path}.");
        }
    }

    /// <summary>Why there is no such disk here; null where there is one.</summary>
    public static string? Reason { get; } = FindReason();

    public string Path { get; }

    public void Resize(int megabytes) => Unwritable.Run("mount", "-o", $"remount,size={megabytes}m", Path);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Unwritable.Run("umount", Path);
    }

    private static string? FindReason()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "A small disk can only be mounted by root on Linux.";
        }

        using var folder = new TemporaryFolder();
        try
        {
            new SmallDisk(folder.File("probe"), megabytes: 1).Dispose();
            return null;
        }
        catch (IOException)
        {
            return "No disk can be mounted here.";
        }
    }
}

/// <summary>A test that fills a real disk; skipped, with the reason, where none can be mounted.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Reason;
}
