namespace SkillMix.Tests;

/// <summary>Finds the released runs of the reference implementation, which are not part of this repository.</summary>
public static class ReferenceData
{
    /// <summary>The folder with skills.csv, topics.txt and test/; null where it is absent.</summary>
    public static string? Folder { get; } = Find("shared/data/skill-mix-reference");

    /// <summary>Root of this repository.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    private static string? Find(string below)
    {
        if (Environment.GetEnvironmentVariable("SKILLMIX_REFERENCE_RUNS") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        var beside = Path.Combine(Path.GetDirectoryName(FindRoot())!, below);
        return Directory.Exists(beside) ? beside : null;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SkillMix.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("SkillMix.sln was not found above the tests.");
    }
}

/// <summary>A test over the released reference runs; skipped, with the reason, where they are absent.</summary>
public sealed class ReferenceFactAttribute : FactAttribute
{
    public ReferenceFactAttribute()
    {
        if (ReferenceData.Folder is null)
        {
            Skip =
                "The released reference runs are not here (named by SKILLMIX_REFERENCE_RUNS, or beside the repository: shared/data/skill-mix-reference).";
        }
    }
}

/// <summary>The same for a test with several rows.</summary>
public sealed class ReferenceTheoryAttribute : TheoryAttribute
{
    public ReferenceTheoryAttribute() => Skip = new ReferenceFactAttribute().Skip;
}
