using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>What one grader said about one and the same text on two occasions.</summary>
/// <param name="Position">Place of the text in its frozen set, from 0.</param>
/// <param name="K">Skills of its tuple, so that it has k + 3 criteria.</param>
/// <param name="Before">The verdicts of the earlier occasion; null where the text was not graded on it.</param>
/// <param name="After">Those of the later one.</param>
public sealed record RegradedText(int Position, int K, PackedVerdicts? Before, PackedVerdicts? After);

/// <summary>How the verdicts of a grader changed between two occasions on which it graded the same texts.</summary>
/// <remarks>
/// A verdict is met or not met by the rule of <see cref="Vote"/> for one grading: more than half a point is met. What could not
/// be read, was refused, failed or is not graded yet on one of the two occasions is compared with nothing, and counted.
/// </remarks>
/// <param name="From">Number of the earlier occasion, from 1.</param>
/// <param name="To">Number of the later one.</param>
/// <param name="Kinds">By kind of criterion: skills, topic, sense, length.</param>
/// <param name="All">All criteria together.</param>
/// <param name="FullMarks">
/// Texts with all k + 3 points, as this one grading gives them: the length point is the grader's, not the sentence counter's.
/// </param>
public sealed record GraderDrift(
    int From,
    int To,
    IReadOnlyList<(CriterionKind Kind, VerdictFlips Flips)> Kinds,
    VerdictFlips All,
    VerdictFlips FullMarks
)
{
    /// <summary>Compares two occasions of one grading spec.</summary>
    /// <param name="from">Number of the earlier one.</param>
    /// <param name="to">Number of the later one.</param>
    /// <param name="texts">Every text of the set, once.</param>
    public static GraderDrift Between(int from, int to, IReadOnlyList<RegradedText> texts)
    {
        var verdicts = texts.SelectMany(VerdictsOf).ToList();
        return new(
            from,
            to,
            [
                .. Enum.GetValues<CriterionKind>()
                    .Select(kind => (kind, VerdictFlips.Of(verdicts.Where(verdict => verdict.Kind == kind)))),
            ],
            VerdictFlips.Of(verdicts),
            VerdictFlips.Of(
                texts.Select(text => new ComparedVerdict(
                    CriterionKind.Skill,
                    text.Position,
                    FullMarksOf(text.Before, text.K),
                    FullMarksOf(text.After, text.K)
                ))
            )
        );
    }

    private static IEnumerable<ComparedVerdict> VerdictsOf(RegradedText text) =>
        Enumerable
            .Range(0, text.K + 3)
            .Select(criterion => new ComparedVerdict(
                Rubric.KindAt(criterion, text.K),
                text.Position,
                IsMet(text.Before, criterion),
                IsMet(text.After, criterion)
            ));

    /// <summary>True, false, or null where it hangs on a verdict that cannot be read: one criterion surely not met decides.</summary>
    private static bool? FullMarksOf(PackedVerdicts? verdicts, int k)
    {
        var met = Enumerable.Range(0, k + 3).Select(criterion => IsMet(verdicts, criterion)).ToList();
        return met.Contains(false) ? false
            : met.Contains(null) ? null
            : true;
    }

    private static bool? IsMet(PackedVerdicts? verdicts, int criterion) =>
        verdicts is { } packed ? Vote.OfGradings([packed.PointsAt(criterion)]) : null;
}
