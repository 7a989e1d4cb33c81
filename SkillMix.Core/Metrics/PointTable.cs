using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>What rows of a <see cref="PointTable"/> have in common: one student, on one sample, judged by one grader.</summary>
/// <param name="Student">The student as shown, for instance "gpt-4".</param>
/// <param name="Grader">The grader as shown.</param>
/// <param name="Sample">Short identity of the tuple sample.</param>
/// <param name="Setting">Which side of the split the tuples were drawn from.</param>
/// <param name="K">Skills per tuple, k ≥ 1.</param>
/// <param name="Prompts">Short identity of everything else that keeps results apart: generation and grading prompts and options.</param>
/// <param name="IsSimulated">Made by rehearsal models: never to be mistaken for measurement.</param>
/// <param name="Fingerprint">Short hash of the protocol recipe, without the choices made when measuring.</param>
/// <param name="Skills">Skill names per tuple index, in prompt order.</param>
public sealed record PointSeries(
    string Student,
    string Grader,
    string Sample,
    Setting Setting,
    int K,
    string Prompts,
    bool IsSimulated,
    string Fingerprint,
    IReadOnlyDictionary<int, IReadOnlyList<string>> Skills
)
{
    /// <summary>
    /// The part of <see cref="Prompts"/> that concerns the texts and not their grading: graders whose series agree on it
    /// judged the same texts and can form a panel. Null when the whole of <see cref="Prompts"/> does.
    /// </summary>
    public string? GenerationPrompts { get; init; }
}

/// <summary>One grading of one text.</summary>
/// <param name="Series">Index into <see cref="PointTable.Series"/>.</param>
/// <param name="Tuple">Index of the tuple in its sample, from 0.</param>
/// <param name="Generation">Generation round, from 1.</param>
/// <param name="Turn">Turn whose text was graded: 0 the draft, 1 the revision.</param>
/// <param name="Grading">Grading round, from 1; 0 where the text is empty and was given to no grader.</param>
/// <param name="Verdicts">What the grader said.</param>
/// <param name="Facts">What the program computed from the text.</param>
public readonly record struct PointRow(
    int Series,
    int Tuple,
    short Generation,
    short Turn,
    short Grading,
    PackedVerdicts Verdicts,
    TextFacts Facts
);

/// <summary>All gradings that a question is about: the input of every metric. Pure data.</summary>
/// <param name="Series">What groups of rows have in common.</param>
/// <param name="Rows">One row per grading, in any order.</param>
public sealed record PointTable(IReadOnlyList<PointSeries> Series, IReadOnlyList<PointRow> Rows)
{
    /// <summary>A table without rows.</summary>
    public static PointTable Empty { get; } = new([], []);

    /// <summary>The part of the table that is about some students, graders or samples; an empty list asks for all.</summary>
    /// <param name="students">Names of students.</param>
    /// <param name="graders">Names of graders.</param>
    /// <param name="samples">Identities of samples, or their first characters.</param>
    public PointTable Only(IReadOnlyList<string> students, IReadOnlyList<string> graders, IReadOnlyList<string> samples)
    {
        if (students.Count + graders.Count + samples.Count == 0)
        {
            return this;
        }

        var kept = new List<PointSeries>();
        var places = new int[Series.Count];
        for (var i = 0; i < Series.Count; i++)
        {
            var series = Series[i];
            var isKept =
                (students.Count == 0 || students.Contains(series.Student))
                && (graders.Count == 0 || graders.Contains(series.Grader))
                && (
                    samples.Count == 0
                    || samples.Any(sample => series.Sample.StartsWith(sample, StringComparison.Ordinal))
                );
            places[i] = isKept ? kept.Count : -1;
            if (isKept)
            {
                kept.Add(series);
            }
        }

        return new(
            kept,
            [.. Rows.Where(row => places[row.Series] >= 0).Select(row => row with { Series = places[row.Series] })]
        );
    }
}
