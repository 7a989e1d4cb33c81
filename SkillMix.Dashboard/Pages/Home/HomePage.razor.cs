using Microsoft.AspNetCore.Components;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Home;

/// <summary>The studies at a glance, and what needs attention.</summary>
public sealed partial class HomePage : UrlPage
{
    private bool _isStale;

    [Inject]
    public required PointCache Cache { get; init; }

    /// <summary>Handed over from the first HTML.</summary>
    [PersistentState]
    public HomeView? View { get; set; }

    protected override void Forget() => _isStale = true;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (View is null || _isStale)
        {
            var view = await ReadAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            (View, _isStale) = (view, false);
        }
    }

    private async Task<HomeView> ReadAsync(CancellationToken cancellationToken)
    {
        var open = Store.Now;
        var studies = await StudySummaries.ReadAsync(open.File, cancellationToken);
        var views = await open.Index.SavedViewsAsync(cancellationToken);

        var runs = await open.Runs.RunsAsync(cancellationToken);
        var queues = await open.Annotation.QueuesAsync(cancellationToken);

        // Curves of a study that grows by the second would be measured again and again.
        var points = Store.Making is null ? await Cache.PointsAsync(cancellationToken) : PointTable.Empty;
        return await Task.Run(
            () =>
                new HomeView(
                    [.. studies.Select(study => new StudyView(study, StudyMeasure.Curves(points, study)))],
                    views,
                    [
                        .. runs.Reverse()
                            .Where(run => run.State is not (RunState.Finished or RunState.Cancelled))
                            .Select(run => new OpenRun(run.Id, run.Name, RunWords.State(run.State))),
                    ],
                    [
                        .. queues
                            .Where(queue => queue.People.Count > 0 && (queue.Done < queue.Labels || queue.Disputed > 0))
                            .Select(queue => new LabelsUnderWay(
                                queue.Id,
                                queue.Spec.Name,
                                queue.Labels - queue.Done,
                                queue.Disputed
                            )),
                    ]
                ),
            cancellationToken
        );
    }
}
