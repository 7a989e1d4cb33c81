using SkillMix.Core.Annotation;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Curves;

/// <summary>The queues that curves can be corrected by, and the one that was chosen.</summary>
/// <param name="Queues">All queues of the store, the newest first.</param>
/// <param name="Pool">The chosen one with its labels; null where none is chosen, or the store does not hold it.</param>
public sealed record PeopleChoice(IReadOnlyList<QueueSummary> Queues, LabelledPool? Pool)
{
    /// <summary>A store without queues.</summary>
    public static PeopleChoice None { get; } = new([], null);

    /// <summary>Success as people judge it for what is shown, or why it cannot be shown.</summary>
    public (CalibratedSuccess? Success, string? WhyNot) Of(CurvesView view, MeasureChoices choices)
    {
        if (view.People is null)
        {
            return (null, null);
        }

        if (Pool is null)
        {
            return (null, "This store does not hold the queue of this address; it may be in another store.");
        }

        if (view.Metric != Metric.FullMarks)
        {
            return (
                null,
                $"People's labels correct the ratio of full marks, and not “{MetricWords.Title(view.Metric)}”: what is drawn, labelled and weighted is full marks."
            );
        }

        var success = CalibratedSuccess.Of(Pool, choices.Options.Confidence);
        if (success.WhyNone is not null)
        {
            return (null, success.WhyNone);
        }

        success = success with { Points = InOrder(success.Points, choices) };
        return success.Points.Count == 0
            ? (null, $"The queue '{success.Spec.Name}' holds nothing of these students and settings.")
            : (success, null);
    }

    /// <summary>The address whose faint curves are measured as the queue froze it; null where they are already.</summary>
    public static string? AsFrozen(CurvesView view, MeasureChoices choices, CalibratedSuccess success) =>
        CalibratedCautions.Differences(success, choices.Options, choices.Graders).Count == 0
            ? null
            : SkillMixUrls.Curves(
                view with
                {
                    Choices = view.Choices with
                    {
                        Graders = success.Panel.Graders.Count > 0 ? success.Panel.Graders : view.Choices.Graders,
                        Options = success.Panel.Options with
                        {
                            Generations = CalibratedCautions.RuleOf(success),
                            Panel = success.Panel.Graders.Count == 1 ? PanelRule.Each : success.Panel.Options.Panel,
                            PerTuple = null,
                            Turn = null,
                            LeaveOut = [],
                            PoolSamples = choices.Options.PoolSamples,
                        },
                    },
                }
            );

    private static IReadOnlyList<CalibratedPoint> InOrder(
        IReadOnlyList<CalibratedPoint> points,
        MeasureChoices choices
    ) =>
        [
            .. choices.Students.SelectMany(student =>
                points.Where(point => point.Student == student && choices.Settings.Contains(point.Setting))
            ),
        ];
}
