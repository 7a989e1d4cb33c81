using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

/// <summary>Builds point tables from strings such as "110111": skills, topic, sense, length.</summary>
/// <remarks>1 met, 0 not met, ? unreadable, 2 … 9 tenths of a point. The sentence count follows the last sign, ? as 1.</remarks>
internal sealed class PointTableBuilder
{
    private readonly List<PointSeries> _series = [];
    private readonly List<PointRow> _rows = [];

    public PointTable Table => new(_series, _rows);

    /// <summary>The released GPT-4 runs: k = 3, 5 tuples, rounds r2 and r3 as two generations.</summary>
    public static PointTable Released
    {
        get
        {
            var builder = new PointTableBuilder().Series(
                k: 3,
                skills:
                [
                    ["spatial reasoning", "complex question", "statistical syllogism"],
                    ["complex question", "red herring", "metaphor"],
                    ["accident", "complex question", "emotional self regulation"],
                    ["self serving bias", "red herring", "emotional self regulation"],
                    ["statistical syllogism", "folk physics", "emotional self regulation"],
                ]
            );
            string[][] rounds =
            [
                ["110111", "111111", "011111", "111111", "101111"],
                ["011111", "101111", "111111", "110111", "101111"],
            ];
            for (var tuple = 0; tuple < 5; tuple++)
            {
                builder.Text(tuple, 1, rounds[0][tuple]).Text(tuple, 2, rounds[1][tuple]);
            }

            return builder.Table;
        }
    }

    /// <summary>Starts a series; the texts that follow are of it.</summary>
    public PointTableBuilder Series(
        int k = 2,
        string student = "student",
        string grader = "grader",
        string sample = "sample",
        string prompts = "prompts",
        string? generationPrompts = null,
        bool isSimulated = false,
        string[][]? skills = null
    )
    {
        var names = Enumerable
            .Range(0, skills?.Length ?? 10)
            .ToDictionary(
                i => i,
                i => (IReadOnlyList<string>)(skills?[i] ?? [.. Enumerable.Range(0, k).Select(j => $"skill {j}")])
            );
        _series.Add(
            new(student, grader, sample, Setting.All, k, prompts, isSimulated, $"{student}/{grader}/{sample}", names)
            {
                GenerationPrompts = generationPrompts,
            }
        );
        return this;
    }

    /// <summary>Adds the gradings of one text.</summary>
    public PointTableBuilder Text(int tuple, int generation, params string[] gradings) =>
        TextOf(turn: 1, tuple, generation, gradings);

    public PointTableBuilder TextOf(int turn, int tuple, int generation, params string[] gradings)
    {
        for (var i = 0; i < gradings.Length; i++)
        {
            var sentences = gradings[i][^1] == '0' ? 99 : 1;
            Row(tuple, generation, turn, i + 1, gradings[i], new(sentences, sentences, 0, 0, IsEmpty: false));
        }

        return this;
    }

    public PointTableBuilder Empty(int tuple, int generation) =>
        Row(tuple, generation, 1, 0, "", new(1, 0, 0, 0, IsEmpty: true));

    public PointTableBuilder Row(int tuple, int generation, int turn, int grading, string points, TextFacts facts)
    {
        var verdicts = points.Select(
            (sign, i) =>
                Verdict.FromPoints(
                    new(i, CriterionKind.Skill, "any"),
                    sign switch
                    {
                        '?' => null,
                        '0' or '1' => sign - '0',
                        _ => (sign - '0') / 10.0,
                    }
                )
        );
        _rows.Add(
            new(
                _series.Count - 1,
                tuple,
                (short)generation,
                (short)turn,
                (short)grading,
                PackedVerdicts.Pack(verdicts),
                facts
            )
        );
        return this;
    }
}
