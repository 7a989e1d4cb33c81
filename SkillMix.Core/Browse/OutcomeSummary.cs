using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Browse;

/// <summary>One grading as the summary of a generation sees it.</summary>
/// <param name="Grader">Which grading spec it belongs to: gradings of one spec vote among themselves first.</param>
/// <param name="Verdicts">What was said.</param>
public readonly record struct GradingVote(long Grader, PackedVerdicts Verdicts);

/// <summary>What the gradings of one text come to, for lists and their filters.</summary>
/// <remarks>
/// Fixed rules, so that a list means the same to everybody: the reference sentence counter gives the length point, the vote
/// is taken within each grader and then by strict majority over the graders (an undecided grader counts as a member).
/// Curves and tables are measured from the gradings themselves, with the options that are chosen there.
/// </remarks>
/// <param name="Gradings">How many gradings there are.</param>
/// <param name="FullMarks">All k + 3 points; null where that is undecided.</param>
/// <param name="Points">Mean points earned over the gradings that can be read whole; null where there is none.</param>
/// <param name="IsSplit">Two gradings differ on a criterion; length apart, which the counter decides.</param>
/// <param name="IsUnreadable">Some criterion of some grading could not be read, was refused or failed.</param>
public sealed record OutcomeSummary(int Gradings, bool? FullMarks, double? Points, bool IsSplit, bool IsUnreadable)
{
    /// <summary>The summary of one text.</summary>
    /// <param name="k">Skills asked for.</param>
    /// <param name="facts">What was computed from the text.</param>
    /// <param name="votes">Its gradings, in any order.</param>
    public static OutcomeSummary Of(int k, TextFacts facts, IReadOnlyList<GradingVote> votes)
    {
        if (votes.Count == 0)
        {
            return new(0, facts.IsEmpty ? false : null, facts.IsEmpty ? 0 : null, false, false);
        }

        var lengthPoint = facts.ReferenceSentences <= Rubric.SentenceLimitFor(k) ? 1.0 : 0.0;
        var graders = votes.GroupBy(vote => vote.Grader).ToList();
        bool? fullMarks = true;
        var isSplit = false;
        var isUnreadable = false;
        for (var position = 0; position < k + 3; position++)
        {
            var isLength = position == k + 2;
            var points = votes.Select(vote => vote.Verdicts.PointsAt(position)).ToList();
            isUnreadable |= !isLength && points.Contains(null);
            isSplit |= !isLength && points.Where(point => point is not null).Distinct().Count() > 1;
            var met = isLength ? lengthPoint == 1 : PanelVote(graders, position);
            fullMarks = (fullMarks, met) switch
            {
                (false, _) or (_, false) => false,
                (null, _) or (_, null) => null,
                _ => true,
            };
        }

        var earned = votes.Select(vote => Earned(vote.Verdicts, k, lengthPoint)).OfType<double>().ToList();
        return new(votes.Count, fullMarks, earned.Count == 0 ? null : earned.Average(), isSplit, isUnreadable);
    }

    private static bool? PanelVote(List<IGrouping<long, GradingVote>> graders, int position)
    {
        var votes = graders
            .Select(grader => Vote.OfGradings([.. grader.Select(vote => vote.Verdicts.PointsAt(position))]))
            .ToList();
        return Vote.OfPanel(
            PanelRule.Majority,
            votes.Count(vote => vote is true),
            votes.Count(vote => vote is null),
            votes.Count
        );
    }

    private static double? Earned(PackedVerdicts verdicts, int k, double lengthPoint)
    {
        var sum = lengthPoint;
        for (var position = 0; position < k + 2; position++)
        {
            if (verdicts.PointsAt(position) is not { } point)
            {
                return null;
            }

            sum += point;
        }

        return sum;
    }
}
