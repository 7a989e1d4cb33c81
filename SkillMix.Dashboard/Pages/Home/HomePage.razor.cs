using Microsoft.AspNetCore.Components;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Home;

/// <summary>The studies at a glance, and what needs attention.</summary>
public sealed partial class HomePage : UrlPage
{
    // While the sample study is being made, the store is read again this often.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long _lastLook;
    private int _isLooking;
    private bool _isStale;

    [Inject]
    public required CurrentStore Store { get; init; }

    [Inject]
    public required PointCache Cache { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>Handed over from the first HTML.</summary>
    [PersistentState]
    public HomeView? View { get; set; }

    protected override Task OnInitializedAsync()
    {
        _lastLook = Clock.GetTimestamp();
        Store.Changed += OnStoreChanged;
        return base.OnInitializedAsync();
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (View is null || _isStale)
        {
            await ReadAsync(cancellationToken);
            _isStale = false;
        }
    }

    protected override void Dispose(bool disposing)
    {
        Store.Changed -= OnStoreChanged;
        base.Dispose(disposing);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var studies = await StudySummaries.ReadAsync(Store.File, cancellationToken);
        var views = await Store.Index.SavedViewsAsync(cancellationToken);

        // Curves of a study that grows by the second would be measured again and again.
        var points = Store.Making is null ? await Cache.PointsAsync(cancellationToken) : PointTable.Empty;
        View = await Task.Run(
            () =>
                new HomeView(
                    [.. studies.Select(study => new StudyView(study, StudyMeasure.Curves(points, study)))],
                    views
                ),
            cancellationToken
        );
    }

    private void OnStoreChanged()
    {
        var isDone = Store.Making is null;
        if (
            (!isDone && Clock.GetElapsedTime(Interlocked.Read(ref _lastLook)) < Pause)
            || Interlocked.Exchange(ref _isLooking, 1) == 1 && !isDone
        )
        {
            return;
        }

        Interlocked.Exchange(ref _lastLook, Clock.GetTimestamp());
        _ = InvokeAsync(async () =>
        {
            try
            {
                _isStale = true;
                await ReloadAsync();
                StateHasChanged();
            }
            finally
            {
                Interlocked.Exchange(ref _isLooking, 0);
            }
        });
    }
}
