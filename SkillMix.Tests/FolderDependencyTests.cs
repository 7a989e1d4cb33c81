using System.Text.RegularExpressions;
using SkillMix.Core.Catalogue;

namespace SkillMix.Tests;

/// <summary>Holds the folders against the table of docs/design/architecture.md: a value made at the left is only read further right.</summary>
public sealed partial class FolderDependencyTests
{
    private static readonly string[] StagesBeforeRuns =
    [
        "Catalogue",
        "Sampling",
        "Prompts",
        "ChatModels",
        "Generation",
        "Grading",
        "Annotation",
        "Metrics",
        "Rehearsal",
    ];

    /// <summary>Which folders of SkillMix.Core each folder may use. A new folder needs a line here and in the document.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Catalogue"] = [],
        ["ChatModels"] = [],
        ["Sampling"] = ["Catalogue"],
        ["Prompts"] = ["Catalogue", "Sampling"],
        ["Generation"] = ["Catalogue", "Sampling", "Prompts", "ChatModels"],
        ["Grading"] = ["Catalogue", "Sampling", "Prompts", "ChatModels", "Generation"],
        ["Annotation"] = ["Catalogue", "Grading"],
        ["Metrics"] = ["Catalogue", "Grading", "Annotation"],
        ["Figures"] = ["Catalogue", "Grading", "Annotation", "Metrics"],
        ["Rehearsal"] = ["Catalogue", "Sampling", "Prompts", "ChatModels", "Grading"],
        ["Runs"] = StagesBeforeRuns,
        ["Browse"] = ["Catalogue", "Grading", "Metrics", "Runs"],
        ["DataSets"] = ["Catalogue", "Sampling", "Generation", "Grading"],
        ["FineTuning"] = ["DataSets", "ChatModels"],
        ["Exchange"] = [.. StagesBeforeRuns, "Runs"],
        ["Storage"] = [.. StagesBeforeRuns, "Runs", "Browse", "Figures", "Exchange", "DataSets", "FineTuning"],
    };

    private static string Core { get; } = Path.Combine(ReferenceData.RepositoryRoot, "SkillMix.Core");

    private static string Dashboard { get; } = Path.Combine(ReferenceData.RepositoryRoot, "SkillMix.Dashboard");

    /// <summary>The folders of SkillMix.Core that hold code.</summary>
    private static string[] Found { get; } =
    [
        .. Directory
            .GetDirectories(Core)
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(folder => Path.GetFileName(folder))
            .Where(folder => folder is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Folders { get; } = [.. Found];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_OfCore_UsesOnlyWhatTheTableAllows(string folder)
    {
        Assert.True(MayUse.ContainsKey(folder), $"{folder} has no line in the table of folders.");
        var forbidden = Code(Path.Combine(Core, folder))
            .SelectMany(file => UsedIn(file.Text).Select(used => (file.Name, Used: used)))
            .Where(use => use.Used != folder && !MayUse[folder].Contains(use.Used))
            .Distinct();

        Assert.Empty(forbidden);
    }

    [Fact]
    public void Table_OfFolders_HasNoCircles()
    {
        var left = MayUse.ToDictionary(pair => pair.Key, pair => pair.Value.ToHashSet());
        while (left.FirstOrDefault(pair => pair.Value.Count == 0).Key is { } free)
        {
            left.Remove(free);
            foreach (var uses in left.Values)
            {
                uses.Remove(free);
            }
        }

        Assert.Empty(left);
    }

    [Fact]
    public void Document_OfTheArchitecture_HasALineForEveryFolder()
    {
        var document = File.ReadAllText(
            Path.Combine(ReferenceData.RepositoryRoot, "docs", "design", "architecture.md")
        );

        Assert.All(Found, folder => Assert.Contains($"| `{folder}/`", document, StringComparison.Ordinal));
    }

    [Fact]
    public void Core_AnyFile_KnowsNoWebAndNoCharts() =>
        Assert.Empty(Code(Core).Where(file => Surface().IsMatch(file.Text)).Select(file => file.Name));

    [Fact]
    public void Dashboard_CallsOfJavaScript_AreInBrowserAndInTheChart()
    {
        var callers = Code(Dashboard)
            .Where(file => file.Text.Contains("IJSRuntime", StringComparison.Ordinal))
            .Select(file => file.Name.Replace('\\', '/'))
            .Where(name =>
                !name.StartsWith("SkillMix.Dashboard/Browser/", StringComparison.Ordinal)
                && !name.StartsWith("SkillMix.Dashboard/Components/PlotlyChart.", StringComparison.Ordinal)
            );

        Assert.Empty(callers);
    }

    /// <summary>Folders named in full, or as "Folder.Type" where there is such a type.</summary>
    private static IEnumerable<string> UsedIn(string text) =>
        FullName()
            .Matches(text)
            .Select(match => match.Groups["folder"].Value)
            .Concat(
                ShortName()
                    .Matches(text)
                    .Where(match => Types.Contains((match.Groups["folder"].Value, match.Groups["type"].Value)))
                    .Select(match => match.Groups["folder"].Value)
            )
            .Where(MayUse.ContainsKey)
            .Distinct();

    private static HashSet<(string Folder, string Type)> Types { get; } =
    [
        .. typeof(Skill)
            .Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("SkillMix.Core.", StringComparison.Ordinal) == true)
            .Select(type => (type.Namespace!.Split('.')[2], type.Name)),
    ];

    /// <summary>C# and Razor files without their comments.</summary>
    private static IEnumerable<(string Name, string Text)> Code(string folder) =>
        from path in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
        where path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal)
        let name = Path.GetRelativePath(ReferenceData.RepositoryRoot, path)
        where !name.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
        let lines = File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        select (name, string.Join('\n', lines));

    [GeneratedRegex(@"\bSkillMix\.Core\.(?<folder>[A-Z][A-Za-z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex FullName();

    [GeneratedRegex(
        @"(?<![\w.])(?:Core\.)?(?<folder>[A-Z][A-Za-z]+)\.(?<type>[A-Z]\w+)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex ShortName();

    [GeneratedRegex(@"\b(?:Microsoft\.AspNetCore|Radzen|Plotly)", RegexOptions.CultureInvariant)]
    private static partial Regex Surface();
}
