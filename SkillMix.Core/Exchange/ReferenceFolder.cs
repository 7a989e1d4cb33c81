using System.Globalization;
using System.Text.RegularExpressions;

namespace SkillMix.Core.Exchange;

/// <summary>One folder of generations of the reference implementation: k{k}_s{seed}_v{prompt}_r{round}.</summary>
internal sealed record ReferenceRound(string Path, string Root, int K, long Seed, string Prompt, int Round);

/// <summary>One folder of gradings: by_{grader}_on_text_{turn}_{round}_{prompt}.</summary>
internal sealed record ReferenceGrading(string Path, string Grader, int Turn, int Round, string Prompt);

/// <summary>Finds its way in a tree that the reference implementation wrote.</summary>
internal static partial class ReferenceFolder
{
    public const string Records = "records.csv";

    /// <summary>All folders of generations at or below a folder.</summary>
    public static IReadOnlyList<ReferenceRound> Rounds(string folder)
    {
        var found = new List<ReferenceRound>();
        Search(new DirectoryInfo(folder), found);
        return
        [
            .. found
                .OrderBy(round => round.Root, StringComparer.Ordinal)
                .ThenBy(round => round.K)
                .ThenBy(round => round.Seed)
                .ThenBy(round => round.Prompt, StringComparer.Ordinal)
                .ThenBy(round => round.Round),
        ];
    }

    /// <summary>The folders of students in a folder of generations.</summary>
    public static IEnumerable<string> Students(ReferenceRound round) =>
        Directory
            .EnumerateDirectories(round.Path)
            .Where(folder => File.Exists(Path.Combine(folder, Records)))
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal);

    /// <summary>The other folders in a folder of generations: nothing in them can be read.</summary>
    public static IEnumerable<string> WithoutRecords(ReferenceRound round) =>
        Directory
            .EnumerateDirectories(round.Path)
            .Where(folder => !File.Exists(Path.Combine(folder, Records)))
            .Order(StringComparer.Ordinal);

    /// <summary>The folders of gradings of a student, and those whose names do not say what they are.</summary>
    public static (IReadOnlyList<ReferenceGrading> Gradings, IReadOnlyList<string> Unknown) Gradings(string student)
    {
        var graded = Path.Combine(student, "graded");
        if (!Directory.Exists(graded))
        {
            return ([], []);
        }

        var gradings = new List<ReferenceGrading>();
        var unknown = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories(graded).Order(StringComparer.Ordinal))
        {
            if (GradingName().Match(Path.GetFileName(folder)) is { Success: true } match)
            {
                gradings.Add(
                    new(
                        folder,
                        match.Groups["grader"].Value,
                        Number(match.Groups["turn"]),
                        Number(match.Groups["round"]),
                        match.Groups["prompt"].Value
                    )
                );
            }
            else
            {
                unknown.Add(folder);
            }
        }

        return (gradings, unknown);
    }

    /// <summary>The nearest folder at or above that holds a catalogue; null where there is none within three levels.</summary>
    public static string? CatalogueFolder(string root)
    {
        var folder = new DirectoryInfo(root);
        for (var level = 0; level < 4 && folder is not null; level++, folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Catalogue.CatalogueReader.SkillsFile)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static void Search(DirectoryInfo folder, List<ReferenceRound> found)
    {
        if (RoundName().Match(folder.Name) is { Success: true } match)
        {
            found.Add(
                new(
                    folder.FullName,
                    folder.Parent?.FullName ?? folder.FullName,
                    Number(match.Groups["k"]),
                    long.Parse(match.Groups["seed"].ValueSpan, CultureInfo.InvariantCulture),
                    match.Groups["prompt"].Value,
                    Number(match.Groups["round"])
                )
            );
            return;
        }

        foreach (
            var below in folder
                .EnumerateDirectories()
                .Where(below => !below.Attributes.HasFlag(FileAttributes.ReparsePoint))
        )
        {
            Search(below, found);
        }
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^k(?<k>[0-9]{1,2})_s(?<seed>-?[0-9]{1,18})_v(?<prompt>.+)_r(?<round>[0-9]{1,6})$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex RoundName();

    [GeneratedRegex(
        @"^by_(?<grader>.+)_on_text_(?<turn>[0-9]{1,2})_(?<round>[0-9]{1,6})_(?<prompt>.+)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex GradingName();
}
