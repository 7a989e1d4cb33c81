using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Pages.Curves;

/// <summary>A page that measures the open store as its address says, and again when the address or the store changes.</summary>
/// <typeparam name="TView">What the address says.</typeparam>
/// <typeparam name="TResult">What is shown.</typeparam>
public abstract class MeasurePage<TView, TResult> : ComponentBase, IDisposable
    where TView : class
    where TResult : class
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);
    private CancellationTokenSource _reading = new();
    private string? _uri;
    private long _read;

    [Inject]
    public required CurrentStore Store { get; init; }

    [Inject]
    public required PointCache Points { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>What the address says.</summary>
    protected TView? View { get; private set; }

    /// <summary>What is shown; null while it is measured for the first time.</summary>
    protected TResult? Result { get; private set; }

    /// <summary>Why nothing could be measured; null where it could.</summary>
    protected string? Problem { get; private set; }

    /// <summary>Path of the page.</summary>
    protected abstract string Path { get; }

    /// <summary>Reads the address.</summary>
    protected abstract TView Read(string uri);

    /// <summary>Reads what is shown out of the store.</summary>
    protected abstract Task<TResult> MeasureAsync(TView view, PointTable points, CancellationToken cancellationToken);

    protected override void OnInitialized()
    {
        Navigation.LocationChanged += OnLocationChanged;
        Store.Changed += OnStoreChanged;
    }

    protected override Task OnParametersSetAsync() => _uri == Navigation.Uri ? Task.CompletedTask : LoadAsync();

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Navigation.LocationChanged -= OnLocationChanged;
        Store.Changed -= OnStoreChanged;
        _reading.Cancel();
        _reading.Dispose();
    }

    private async Task LoadAsync()
    {
        await _reading.CancelAsync();
        _reading.Dispose();
        _reading = new CancellationTokenSource();
        var cancellationToken = _reading.Token;
        _uri = Navigation.Uri;
        _read = Clock.GetTimestamp();
        var view = Read(_uri);
        try
        {
            var points = await Points.PointsAsync(cancellationToken);
            var result = await MeasureAsync(view, points, cancellationToken);
            if (!cancellationToken.IsCancellationRequested)
            {
                (View, Result, Problem) = (view, result, null);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // A newer address is being read, or the page is gone.
        }
        catch (Exception problem)
            when (problem is ArgumentException or InvalidOperationException or IOException or StoreException)
        {
            (View, Result, Problem) = (view, null, problem.Message);
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath == Path && change.Location != _uri)
        {
            _ = InvokeAsync(ReloadAsync);
        }
    }

    private void OnStoreChanged()
    {
        // While a study is being made there is news with every text; a figure is drawn anew now and then, and at the end.
        if (Store.Making is null || Clock.GetElapsedTime(_read) > Pace)
        {
            _read = Clock.GetTimestamp();
            _ = InvokeAsync(ReloadAsync);
        }
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
