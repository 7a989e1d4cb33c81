using Microsoft.AspNetCore.Components;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Curves;

/// <summary>A page that measures the open store as its address says.</summary>
/// <typeparam name="TView">What the address says.</typeparam>
/// <typeparam name="TResult">What is shown.</typeparam>
public abstract class MeasurePage<TView, TResult> : UrlPage
    where TView : class
    where TResult : class
{
    [Inject]
    public required PointCache Points { get; init; }

    /// <summary>What the address says.</summary>
    protected TView? View { get; private set; }

    /// <summary>What is shown; null while it is measured for the first time.</summary>
    protected TResult? Result { get; private set; }

    /// <summary>Reads the address.</summary>
    protected abstract TView Read(string uri);

    /// <summary>Reads what is shown out of the store.</summary>
    protected abstract Task<TResult> MeasureAsync(TView view, PointTable points, CancellationToken cancellationToken);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var view = Read(Navigation.Uri);
        try
        {
            var points = await Points.PointsAsync(cancellationToken);
            var result = await MeasureAsync(view, points, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            (View, Result) = (view, result);
        }
        catch when (!cancellationToken.IsCancellationRequested)
        {
            // The choice stays on screen, so that it can be changed; what it came to before does not.
            (View, Result) = (view, null);
            throw;
        }
    }
}
