using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Exchange;

/// <summary>Writes a tree as the reference implementation does, in our own words: k = 2, three tuples that seed 10 draws.</summary>
internal sealed class ReferenceTree(string root)
{
    public const string Student = "a-student";

    public const string Grader = "a-grader";

    public SkillCatalogue Catalogue { get; init; } = StudyWriter.Catalogue;

    public IReadOnlyList<SkillTuple> Tuples => TupleSampler.Draw(Spec, Catalogue, null).Tuples;

    public SamplingSpec Spec => SamplingSpec.For(Catalogue, null, Setting.All, 2, 3, name: "test");

    /// <summary>The folder to be imported.</summary>
    public string Root => root;

    public ReferenceTree WithCatalogue()
    {
        WriteCatalogue(Catalogue, root);
        return this;
    }

    /// <summary>Writes skills.csv and topics.txt.</summary>
    public static void WriteCatalogue(SkillCatalogue catalogue, string folder)
    {
        Directory.CreateDirectory(folder);
        using var skills = File.CreateText(Path.Combine(folder, CatalogueReader.SkillsFile));
        using var topics = File.CreateText(Path.Combine(folder, CatalogueReader.TopicsFile));
        CatalogueWriter.Write(catalogue, skills, topics);
    }

    /// <summary>Generations of a round: the replies of both turns, by tuple.</summary>
    public ReferenceTree WithTexts(
        int round,
        Func<int, (string Draft, string Revision)>? texts = null,
        string user = "user",
        string assistant = "assistant",
        string student = Student,
        IReadOnlyList<SkillTuple>? tuples = null
    )
    {
        var rows = new List<string[]>
        {
            new[]
            {
                "k",
                "skills",
                "topic",
                "system prompt",
                $"{user}_0",
                $"{assistant}_0",
                "model_input_0",
                "text_0",
                $"{user}_1",
                $"{assistant}_1",
                "model_input_1",
                "text_1",
            },
        };
        foreach (var tuple in tuples ?? Tuples)
        {
            var (draft, revision) = (texts ?? Said)(tuple.Index);
            rows.Add([
                "2",
                SkillsCell(tuple),
                tuple.Topic.Name,
                "",
                Prompt(PromptLibrary.Write, tuple),
                $"Answer: {draft}\n\nExplanation: it fits.",
                "[{'role': 'user'}]",
                draft,
                Prompt(PromptLibrary.Revise, tuple),
                $"Answer: {revision}\n\nExplanation: it fits better.",
                "[{'role': 'user'}]",
                revision,
            ]);
        }

        Write(TextsFile(round, student), rows);
        return this;
    }

    /// <summary>Gradings of one round by tuple; points as <see cref="StudyWriter"/> reads them, null for a row that is not there.</summary>
    public ReferenceTree WithGrades(
        int round,
        int gradingRound,
        IReadOnlyList<string?> points,
        int turn = 1,
        string style = "gpt",
        string student = Student,
        IReadOnlyList<SkillTuple>? tuples = null
    )
    {
        var rows = new List<string[]>
        {
            new[] { "k", "skills", "topic", "system prompt", "user_0", "assistant_0", "model_input_0", "points_0" },
        };
        foreach (var tuple in (tuples ?? Tuples).Where(tuple => points.ElementAtOrDefault(tuple.Index) is not null))
        {
            var (draft, revision) = Said(tuple.Index);
            rows.Add([
                "2",
                SkillsCell(tuple),
                tuple.Topic.Name,
                "",
                Prompt(PromptLibrary.GradeTable, tuple, turn == 0 ? draft : revision),
                StudyWriter.TableReply(Rubric.Of(tuple), points[tuple.Index]!, "It reads well."),
                "[{'role': 'user'}]",
                "1.0",
            ]);
        }

        Write(GradesFile(round, gradingRound, turn, style, student), rows);
        return this;
    }

    public string TextsFile(int round, string student = Student) =>
        Path.Combine(root, "test", $"k2_s10_vdefault_r{round}", student, "records.csv");

    public string GradesFile(
        int round,
        int gradingRound,
        int turn = 1,
        string style = "gpt",
        string student = Student
    ) =>
        Path.Combine(
            Path.GetDirectoryName(TextsFile(round, student))!,
            "graded",
            $"by_{Grader}_on_text_{turn}_{gradingRound}_{style}",
            "records.csv"
        );

    /// <summary>What the student wrote about a tuple.</summary>
    public static (string Draft, string Revision) Said(int tuple) =>
        ($"A draft, number {tuple}.", $"A better text, number {tuple}.");

    private static string SkillsCell(SkillTuple tuple) => string.Join(", \n", tuple.Skills.Select(skill => skill.Name));

    private static string Prompt(string name, SkillTuple tuple, string? text = null)
    {
        var template = StudyWriter.Prompts.Get(name);
        return text is null ? PromptFiller.Fill(template, tuple) : PromptFiller.Fill(template, tuple, text);
    }

    private static void Write(string path, IEnumerable<string[]> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(
            path,
            rows.Select(row =>
                string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
            )
        );
    }
}
