using System.Text.RegularExpressions;
using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;

namespace SkillMix.Dashboard.Pages.Curves;

/// <summary>Which published points stand behind the curves where the address names none.</summary>
public static partial class PublishedChoice
{
    private const int Few = 3;

    private static readonly Lazy<HashSet<string>> BuiltInSources = new(() =>
        [.. PublishedPointsReader.BuiltIn().Select(point => point.Source)]
    );

    /// <summary>
    /// Published students that are shown students by another spelling, and those of tables that somebody imported; where there
    /// are neither, the few with the most k.
    /// </summary>
    /// <param name="published">All published points of the store.</param>
    /// <param name="shown">The students of the curves.</param>
    public static IReadOnlyList<string> Students(IReadOnlyList<PublishedPoint> published, IReadOnlyList<string> shown)
    {
        var names = shown.Select(Plain).ToHashSet(StringComparer.Ordinal);
        List<string> meant =
        [
            .. published
                .Where(point => names.Contains(Plain(point.Student)) || !BuiltInSources.Value.Contains(point.Source))
                .Select(point => point.Student)
                .Distinct(),
        ];
        return meant.Count > 0
            ? meant
            :
            [
                .. published
                    .GroupBy(point => point.Student)
                    .OrderByDescending(line => line.Count())
                    .ThenBy(line => line.Key, StringComparer.Ordinal)
                    .Take(Few)
                    .Select(line => line.Key),
            ];
    }

    /// <summary>Letters and digits in lower case, without a version at the end; what some call "instruct" others call "chat".</summary>
    private static string Plain(string student) =>
        string.Concat(Version().Replace(student, "").Where(char.IsLetterOrDigit))
            .ToLowerInvariant()
            .Replace("instruct", "chat", StringComparison.Ordinal);

    [GeneratedRegex("[-_ ]v[0-9][0-9.]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Version();
}
