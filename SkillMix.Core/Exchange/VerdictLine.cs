using SkillMix.Core.Annotation;

namespace SkillMix.Core.Exchange;

/// <summary>What one person says of one criterion of one text, once everything taken back or said anew is folded away.</summary>
/// <param name="Holds">The event that holds, with its text and item.</param>
/// <param name="IsAdjudicator">It settles what people differ on, and is nobody's own verdict.</param>
/// <param name="IsAdjudicated">Whether the criterion was settled.</param>
/// <param name="Final">Y of the criterion: settled, else the strict majority of the people, else null.</param>
public sealed record VerdictLine(DecisionLine Holds, bool IsAdjudicator, bool IsAdjudicated, bool? Final)
{
    /// <summary>Folds events; in a queue only those of people count who are done with the item.</summary>
    /// <param name="lines">In the order of time.</param>
    /// <returns>By queue and its order, then text, criterion and person; texts outside a queue come last.</returns>
    public static IReadOnlyList<VerdictLine> Of(IReadOnlyList<DecisionLine> lines)
    {
        var byKey = lines.ToDictionary(line => line.Decision.Key, StringComparer.Ordinal);
        return
        [
            .. HumanVerdict
                .ByItem(lines.Select(line => line.Decision))
                .SelectMany(work => work.Verdicts)
                .SelectMany(verdict =>
                    verdict
                        .People.Select(one => LineOf(verdict, one, isAdjudicator: false))
                        .Concat(
                            verdict.Adjudicated is { } settled ? [LineOf(verdict, settled, isAdjudicator: true)] : []
                        )
                )
                .OrderBy(line => line.Holds.Item is null)
                .ThenBy(line => line.Holds.Item?.Name, StringComparer.Ordinal)
                .ThenBy(line => line.Holds.Item?.Position)
                .ThenBy(line => line.Holds.Text.RunName, StringComparer.Ordinal)
                .ThenBy(line => line.Holds.Text.Student, StringComparer.Ordinal)
                .ThenBy(line => line.Holds.Text.Sample, StringComparer.Ordinal)
                .ThenBy(line => line.Holds.Text.Tuple)
                .ThenBy(line => line.Holds.Text.Round)
                .ThenBy(line => line.Holds.Text.Generation)
                .ThenBy(line => line.Holds.Decision.Turn)
                .ThenBy(line => line.Holds.Decision.Position)
                .ThenBy(line => line.IsAdjudicator)
                .ThenBy(line => line.Holds.Decision.Annotator.Name, StringComparer.Ordinal)
                .ThenBy(line => line.Holds.Decision.Annotator.Id),
        ];

        VerdictLine LineOf(HumanVerdict verdict, Decision one, bool isAdjudicator) =>
            new(byKey[one.Key], isAdjudicator, verdict.Adjudicated is not null, verdict.Verdict);
    }
}
