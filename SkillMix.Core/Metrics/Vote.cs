namespace SkillMix.Core.Metrics;

/// <summary>Votes on one criterion, with a third outcome: undecided (null).</summary>
/// <remarks>
/// An unreadable verdict makes a vote undecided only if it could change the outcome: the vote is held with all unreadable
/// verdicts as 0 and again with all as 1, and is decided where both agree.
/// </remarks>
public static class Vote
{
    /// <summary>One grader's vote over its gradings of one text: the mean of the points, rounded half to even (the reference's rule).</summary>
    /// <remarks>So a mean of one half is 0. Points count in tenths, as <see cref="Grading.PackedVerdicts"/> keeps them.</remarks>
    /// <param name="points">Points in [0, 1], one per grading; null where unreadable.</param>
    /// <returns>True is met, false is not met, null is undecided; also null when there is no grading.</returns>
    public static bool? OfGradings(IReadOnlyList<double?> points)
    {
        var tenths = 0L;
        var unreadable = 0;
        foreach (var point in points)
        {
            tenths += point is { } value ? (long)Math.Round(value * 10) : 0;
            unreadable += point is null ? 1 : 0;
        }

        return points.Count == 0 ? null : OfGradings(tenths, unreadable, points.Count);
    }

    /// <summary>The same vote from sums.</summary>
    /// <param name="tenths">Sum of the readable points, in tenths of a point.</param>
    /// <param name="unreadable">Gradings without a readable point.</param>
    /// <param name="gradings">All gradings, at least 1.</param>
    public static bool? OfGradings(long tenths, int unreadable, int gradings)
    {
        var met = IsMet(tenths, gradings);
        return met == IsMet(tenths + (10L * unreadable), gradings) ? met : null;
    }

    /// <summary>The panel's vote over its graders' votes.</summary>
    /// <param name="rule">Majority, all or any.</param>
    /// <param name="met">Graders that say met.</param>
    /// <param name="undecided">Graders whose own vote is undecided or missing.</param>
    /// <param name="graders">Size of the configured panel, at least 1; unreadable verdicts do not shrink it.</param>
    /// <returns>True is met, false is not met; null where it hangs on the undecided, and where a majority is tied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rule is <see cref="PanelRule.Each"/>: there is no panel then.</exception>
    public static bool? OfPanel(PanelRule rule, int met, int undecided, int graders) =>
        rule switch
        {
            PanelRule.Majority when 2 * met > graders => true,
            PanelRule.Majority when 2 * (met + undecided) < graders => false,
            PanelRule.All when met == graders => true,
            PanelRule.All when met + undecided < graders => false,
            PanelRule.Any when met > 0 => true,
            PanelRule.Any when undecided == 0 => false,
            PanelRule.Majority or PanelRule.All or PanelRule.Any => null,
            _ => throw new ArgumentOutOfRangeException(
                nameof(rule),
                rule,
                "Only majority, all and any are votes of a panel."
            ),
        };

    // Rounded half to even, a mean in [0, 1] is 1 exactly where it is above one half.
    internal static bool IsMet(long tenths, int gradings) => tenths > 5L * gradings;
}
