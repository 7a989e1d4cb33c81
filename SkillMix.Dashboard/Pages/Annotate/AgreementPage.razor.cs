using Microsoft.AspNetCore.Components;
using SkillMix.Core.Annotation;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>How far people and graders agree, where they do not, and what the graders are worth as instruments.</summary>
public sealed partial class AgreementPage : UrlPage
{
    private AgreementView _view = new();
    private IReadOnlyList<QueueSummary> _queues = [];
    private AgreementReport? _report;
    private IReadOnlyList<AgreementLine> _lines = [];
    private IReadOnlyList<StandIn> _standIns = [];
    private OpenCell? _cell;

    [Inject]
    public required AgreementCache Agreement { get; init; }

    private RatedCriteria Criteria => _report!.Criteria;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var view = SkillMixUrls.ReadAgreement(Navigation.Uri);
        var queues = await Store.Now.Annotation.QueuesAsync(cancellationToken);
        var (report, lines) = await Agreement.OfAsync(view.Queue, view.By, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        (_view, _queues, _report, _lines) = (view, queues, report, lines);
        _standIns = StandIn.Of(report.Criteria, view.Epsilon);
        _cell = OpenCell.Of(report.Criteria, view);
    }

    /// <summary>Another queue has other raters and parts, so that nothing stays open.</summary>
    private string UrlOf(Guid? queue) => SkillMixUrls.Agreement(_view.Closed() with { Queue = queue });
}
