using System.Reflection;
using System.Text.RegularExpressions;
using SkillMix.Core.Catalogue;
using SkillMix.Dashboard.Commands;

namespace SkillMix.Tests;

/// <summary>Every type and test that docs/paper-map.md names is there.</summary>
public sealed partial class PaperMapTests
{
    private static IReadOnlyList<(int Line, string[] Types, string[] Tests)> Rows { get; } = [.. Read()];

    [Fact]
    public void Map_OfThePapers_HasRows() => Assert.True(Rows.Count >= 20, $"Only {Rows.Count} rows were read.");

    [Fact]
    public void Map_EveryTypeNamed_Exists()
    {
        var known = new[] { typeof(Skill).Assembly, typeof(SkillMixCommandLine).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Select(type => type.Name)
            .ToHashSet();

        Assert.Empty(from row in Rows from type in row.Types where !known.Contains(type) select (row.Line, type));
        Assert.All(Rows, row => Assert.NotEmpty(row.Types));
    }

    [Fact]
    public void Map_EveryTestNamed_Exists()
    {
        var known = Assembly
            .GetExecutingAssembly()
            .GetTypes()
            .SelectMany(type =>
                type.GetMethods()
                    .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
                    .Select(method => $"{type.Name}.{method.Name}")
            )
            .ToHashSet();

        Assert.Empty(from row in Rows from test in row.Tests where !known.Contains(test) select (row.Line, test));
        Assert.All(Rows, row => Assert.NotEmpty(row.Tests));
    }

    private static IEnumerable<(int Line, string[] Types, string[] Tests)> Read()
    {
        var path = Path.Combine(ReferenceData.RepositoryRoot, "docs", "paper-map.md");
        foreach (var (number, line) in File.ReadLines(path).Index())
        {
            var cells = line.Split('|');
            if (cells.Length == 6 && cells[3].Contains('`'))
            {
                yield return (number + 1, Quoted(cells[3]), Quoted(cells[4]));
            }
        }
    }

    private static string[] Quoted(string cell) =>
        [.. InBackticks().Matches(cell).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex InBackticks();
}
