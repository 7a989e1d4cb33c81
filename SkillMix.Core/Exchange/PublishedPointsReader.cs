using System.Globalization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Exchange;

/// <summary>Reads published results: student, grader, k and the three metrics, optionally setting and training_data.</summary>
public static class PublishedPointsReader
{
    private const string BuiltInResource = "Exchange/Published/skill-mix-leaderboard.csv";
    private static readonly string[] Needed =
    [
        "student",
        "grader",
        "k",
        "ratio_of_full_marks",
        "ratio_of_all_skills",
        "skill_fraction",
    ];

    /// <summary>The public Skill-Mix leaderboard, built in.</summary>
    public static IReadOnlyList<PublishedPoint> BuiltIn()
    {
        using var reader = new StreamReader(
            typeof(PublishedPointsReader).Assembly.GetManifestResourceStream(BuiltInResource)
                ?? throw new InvalidDataException(
                    $"The program was built without its resource '{BuiltInResource}'; build it anew."
                )
        );
        return Read(
            reader.ReadToEnd(),
            "skill-mix-leaderboard.csv",
            "Skill-Mix leaderboard, 14 March 2024",
            "Graded by GPT-4; only skills with a RedPajama occurrence under 5 %; points deducted where a skill is named; n and prompts not given."
        );
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no such table; says where and why.</exception>
    public static IReadOnlyList<PublishedPoint> ReadFile(string path) =>
        Read(
            File.ReadAllText(path),
            path,
            Path.GetFileName(path),
            "Imported from a file; prompts and rules not given."
        );

    /// <summary>Reads a text.</summary>
    /// <param name="text">CSV with a header.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="source">Where the points were published.</param>
    /// <param name="note">What has to be known to read them.</param>
    public static IReadOnlyList<PublishedPoint> Read(string text, string file, string source, string note)
    {
        using var rows = CsvRows.Read(text, file).GetEnumerator();
        if (!rows.MoveNext())
        {
            throw new InvalidDataException(
                $"{file} is empty; its first line names the columns {string.Join(", ", Needed)}."
            );
        }

        var header = rows.Current.Cells.Select(cell => cell.Trim()).ToList();
        if (Needed.FirstOrDefault(column => !header.Contains(column)) is { } missing)
        {
            throw new InvalidDataException(
                $"{file}, line 1: the column '{missing}' is missing among the columns found ({string.Join(", ", header)})."
            );
        }

        var points = new List<PublishedPoint>();
        while (rows.MoveNext())
        {
            var (line, cells) = rows.Current;
            string Cell(string column) =>
                header.IndexOf(column) is >= 0 and var place && place < cells.Length ? cells[place].Trim() : "";
            if (Cell("student").Length == 0)
            {
                throw new InvalidDataException(
                    $"{file}, line {line}: the student has no name; fill the column 'student' or delete the row."
                );
            }

            points.Add(
                new(
                    source,
                    note,
                    Cell("student"),
                    Cell("grader"),
                    Cell("setting"),
                    Cell("training_data"),
                    int.TryParse(Cell("k"), NumberStyles.None, CultureInfo.InvariantCulture, out var k) && k > 0
                        ? k
                        : throw new InvalidDataException(
                            $"{file}, line {line}: k is '{Cell("k")}' where a whole number from 1 was expected."
                        ),
                    Share(Cell("ratio_of_full_marks"), "ratio_of_full_marks"),
                    Share(Cell("ratio_of_all_skills"), "ratio_of_all_skills"),
                    Share(Cell("skill_fraction"), "skill_fraction")
                )
            );

            double? Share(string cell, string column) =>
                cell is "" or "-" ? null
                : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
                && share is >= 0 and <= 1
                    ? share
                : throw new InvalidDataException(
                    $"{file}, line {line}: {column} is '{cell}' where a share from 0 to 1, or '-', was expected."
                );
        }

        return points;
    }
}
