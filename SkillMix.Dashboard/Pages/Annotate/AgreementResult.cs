using SkillMix.Core.Annotation;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>What the Agreement page computes for a queue and a cut.</summary>
/// <param name="Queue">Public id of the queue; null for all texts that people judged.</param>
/// <param name="Cut">By what criteria are parted.</param>
/// <param name="Queues">All queues of the store, to choose from.</param>
/// <param name="Report">Everything that does not depend on the cut.</param>
/// <param name="Lines">The lines of the cut.</param>
public sealed record AgreementResult(
    Guid? Queue,
    AgreementCut Cut,
    IReadOnlyList<QueueSummary> Queues,
    AgreementReport Report,
    IReadOnlyList<AgreementLine> Lines
)
{
    public RatedCriteria Criteria => Report.Criteria;

    /// <summary>Computes what a view asks for; what an earlier result has already is taken from it.</summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public static async Task<AgreementResult> ReadAsync(
        AgreementView view,
        AnnotationBook book,
        AgreementResult? earlier,
        CancellationToken cancellationToken
    )
    {
        if (earlier is not null && earlier.Queue == view.Queue)
        {
            return earlier.Cut == view.By
                ? earlier
                : earlier with
                {
                    Cut = view.By,
                    Lines = await Task.Run(() => AgreementLine.By(earlier.Criteria, view.By), cancellationToken),
                };
        }

        var queues = await book.QueuesAsync(cancellationToken);
        var criteria = view.Queue is { } queue
            ? RatedCriteria.Of(await book.MeasuredAsync(queue, cancellationToken))
            : RatedCriteria.Of(
                await book.JudgedAsync(PanelSpec.Default, cancellationToken),
                PanelSpec.Default,
                endsEarly: queues.Any(one => one.Spec.EndsEarly)
            );
        return await Task.Run(
            () =>
                new AgreementResult(
                    view.Queue,
                    view.By,
                    queues,
                    AgreementReport.Of(criteria),
                    AgreementLine.By(criteria, view.By)
                ),
            cancellationToken
        );
    }
}
