namespace SkillMix.Dashboard.Background;

/// <summary>A folder among the system's temporary ones that is gone when it is let go. What a process left that was killed goes with the next one.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>Held open for as long as the folder is in use; the system lets go of it when the process ends, however that is.</summary>
    private const string InUse = "in-use";

    private readonly FileStream _inUse;

    private ScratchFolder(string path, FileStream inUse) => (Path, _inUse) = (path, inUse);

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Makes one, and removes those of its kind that nobody uses any more.</summary>
    /// <param name="kind">How the names of its kind begin.</param>
    /// <exception cref="IOException">There is no temporary folder to write to; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static ScratchFolder Make(string kind)
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), kind + "*").ToList())
        {
            RemoveUnused(left);
        }

        var path = Directory.CreateTempSubdirectory(kind).FullName;
        return new(path, Hold(path, FileMode.Create));
    }

    public void Dispose()
    {
        _inUse.Dispose();
        Remove(Path);
    }

    private static void RemoveUnused(string path)
    {
        try
        {
            // It opens where nobody holds it. A folder without it is being made just now, or is not ours.
            Hold(path, FileMode.Open).Dispose();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return;
        }

        Remove(path);
    }

    private static FileStream Hold(string path, FileMode mode) =>
        new(System.IO.Path.Combine(path, InUse), mode, FileAccess.ReadWrite, FileShare.None);

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Something else looks into it; the system clears its temporary folder sooner or later.
        }
    }
}
