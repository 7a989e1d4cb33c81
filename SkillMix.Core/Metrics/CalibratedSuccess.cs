using SkillMix.Core.Annotation;

namespace SkillMix.Core.Metrics;

/// <summary>Success against k as the annotators of one queue judge it.</summary>
/// <remarks>
/// Each point is corrected by its own labels alone: graders that err rarely at k = 2 need not do so at k = 6. Putting people's verdicts in the
/// place of the graders' and counting again is no estimate, as people are asked where graders are split, and is not offered.
/// </remarks>
/// <param name="Queue">Public id.</param>
/// <param name="Spec">What was asked of the queue.</param>
/// <param name="Panel">The graders and options that it froze: what "naive" means here.</param>
/// <param name="Confidence">Level of the intervals, in (0, 1).</param>
/// <param name="Points">By student, setting and k; empty where <paramref name="WhyNone"/> says so.</param>
/// <param name="Agreement">How far people agree with each other over the whole queue.</param>
/// <param name="WhyNone">Why the queue can correct nothing, in a sentence; null where it can.</param>
public sealed record CalibratedSuccess(
    Guid Queue,
    QueueSpec Spec,
    PanelSpec Panel,
    double Confidence,
    IReadOnlyList<CalibratedPoint> Points,
    HumanAgreement Agreement,
    string? WhyNone
)
{
    /// <summary>Whether it is the rate per generation rather than of the best of a tuple's generations.</summary>
    public bool IsPerGeneration => Spec.Unit == QueueUnit.Generation;

    /// <summary>Estimates one rate for each student, setting and k, simulated ones apart from others.</summary>
    /// <param name="pool">A queue with its pool and everything that people said.</param>
    /// <param name="confidence">Level of the intervals, in (0, 1).</param>
    public static CalibratedSuccess Of(LabelledPool pool, double confidence = 0.95)
    {
        var whyNone = WhyNoneOf(pool.Spec);
        return new(
            pool.Id,
            pool.Spec,
            pool.Panel,
            confidence,
            whyNone is null ? PointsOf(pool, confidence) : [],
            HumanAgreement.Of(pool.Texts),
            whyNone
        );
    }

    private static IReadOnlyList<CalibratedPoint> PointsOf(LabelledPool pool, double confidence)
    {
        var texts = pool.Texts.ToLookup(text => text.Item);
        return
        [
            .. pool.Labelled()
                .GroupBy(unit => (unit.Unit.Student, unit.Unit.Setting, unit.Unit.K, unit.Unit.IsSimulated))
                .OrderBy(group => group.Key.Student, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Setting)
                .ThenBy(group => group.Key.K)
                .ThenBy(group => group.Key.IsSimulated)
                .Select(group =>
                {
                    List<LabelledUnit> units = [.. group.Select(unit => unit.Labelled)];
                    return new CalibratedPoint(
                        group.Key.Student,
                        group.Key.Setting,
                        group.Key.K,
                        group.Key.IsSimulated,
                        CalibratedRate.Of(units, undecided: false, confidence),
                        units.Exists(unit => unit.Panel is null)
                            ? CalibratedRate.Of(units, undecided: true, confidence)
                            : null,
                        group.Count(unit =>
                            unit is { Labelled.Label: not null, Unit.Item: { } item }
                            && texts[item].All(text => text.Verdicts.Count == 0)
                        ),
                        HumanAgreement.Of(
                            group.Where(unit => unit.Unit.Item is not null).SelectMany(unit => texts[unit.Unit.Item])
                        )
                    );
                }),
        ];
    }

    private static string? WhyNoneOf(QueueSpec spec) =>
        spec.Selection switch
        {
            QueueSelection.Probability => null,
            QueueSelection.Disagreements =>
                $"The queue '{spec.Name}' holds the units on which graders disagree; they do not stand for the others, so that no rate can be corrected by it. Make a queue that is drawn by chance.",
            _ =>
                $"The units of the queue '{spec.Name}' were picked by hand; they do not stand for the others, so that no rate can be corrected by it. Make a queue that is drawn by chance.",
        };
}
