using System.Globalization;
using System.Text;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Tests.Prompts;

/// <summary>The released runs of the reference implementation, as far as tests of prompts and readers need them.</summary>
internal static class ReleasedRuns
{
    public sealed record Generation(
        string Run,
        string Student,
        SkillTuple Tuple,
        string[] Prompts,
        string[] Replies,
        string[] Texts
    );

    public sealed record Grading(
        Generation Generation,
        string Prompt,
        string Reply,
        double[] ReferencePoints,
        int Sentences
    )
    {
        public string Text => Generation.Texts[1];
    }

    public static IReadOnlyList<Generation> Generations() =>
        [.. Directory.GetDirectories(Root, "k3_*").Order().SelectMany(Directory.GetDirectories).Order().SelectMany(Of)];

    /// <summary>The first grading of each text: the other two files of a triple are copies.</summary>
    public static IReadOnlyList<Grading> Gradings() =>
        [
            .. Generations()
                .GroupBy(row => (row.Run, row.Student))
                .SelectMany(group =>
                    Rows(
                            Path.Combine(
                                Root,
                                group.Key.Run,
                                group.Key.Student,
                                "graded/by_gpt-4_on_text_1_1_gpt/records.csv"
                            )
                        )
                        .Zip(group, Graded)
                ),
        ];

    private static string Root => Path.Combine(ReferenceData.Folder!, "test");

    private static Dictionary<string, Skill> Skills { get; } =
        Rows(Path.Combine(ReferenceData.Folder!, "skills.csv"))
            .ToDictionary(
                row => row["skill"],
                row => new Skill(row["skill"], row["category"], row["definition"], row["example"])
            );

    private static IEnumerable<Generation> Of(string folder) =>
        Rows(Path.Combine(folder, "records.csv"))
            .Select(
                (row, i) =>
                {
                    var turns = new[] { "_0", "_1" }
                        .Select(turn =>
                            row.Keys.Where(key =>
                                    key.EndsWith(turn) && !key.StartsWith("model_input") && !key.StartsWith("text")
                                )
                                .ToArray()
                        )
                        .ToArray();
                    var names = row["skills"].Split(',').Select(name => name.Trim());
                    return new Generation(
                        Path.GetFileName(Path.GetDirectoryName(folder))!,
                        Path.GetFileName(folder),
                        new(i, [.. names.Select(name => Skills[name])], new(row["topic"])),
                        [.. turns.Select(turn => row[turn[0]])],
                        [.. turns.Select(turn => row[turn[1]])],
                        [row["text_0"], row["text_1"]]
                    );
                }
            );

    private static Grading Graded(Dictionary<string, string> row, Generation generation) =>
        new(
            generation,
            row["user_0"],
            row["assistant_0"],
            [
                .. row["points_0"]
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(point => double.Parse(point, CultureInfo.InvariantCulture)),
            ],
            int.Parse(row["num_sentences_manual_in_student_answer_0"], CultureInfo.InvariantCulture)
        );

    private static IEnumerable<Dictionary<string, string>> Rows(string path)
    {
        var rows = Records(File.ReadAllText(path)).ToList();
        return rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second));
    }

    private static IEnumerable<List<string>> Records(string csv)
    {
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            var c = csv[i];
            if (c == '"')
            {
                var isEscaped = quoted && i + 1 < csv.Length && csv[i + 1] == '"';
                cell.Append(isEscaped ? "\"" : "");
                i += isEscaped ? 1 : 0;
                quoted = isEscaped ? quoted : !quoted;
            }
            else if (quoted || c is not (',' or '\n' or '\r'))
            {
                cell.Append(c);
            }
            else if (c != '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
        }

        if (row.Count > 0 || cell.Length > 0)
        {
            row.Add(cell.ToString());
            yield return row;
        }
    }
}
