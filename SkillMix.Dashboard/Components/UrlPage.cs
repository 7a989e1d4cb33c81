using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Components;

/// <summary>A page whose content is decided by its address: it loads at first and again whenever the query changes.</summary>
public abstract class UrlPage : ComponentBase, IDisposable
{
    private CancellationTokenSource _loading = new();
    private string _path = "";

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>What a person is told when loading failed; null when it did not.</summary>
    protected string? Problem { get; private set; }

    /// <summary>Loads what the address asks for. A load that a newer address overtakes is cancelled.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    protected override async Task OnInitializedAsync()
    {
        _path = PathOf(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        await ReloadAsync();
    }

    /// <summary>Loads again, for instance after something was written.</summary>
    protected async Task ReloadAsync()
    {
        await _loading.CancelAsync();
        _loading.Dispose();
        var loading = _loading = new CancellationTokenSource();
        try
        {
            await LoadAsync(loading.Token);
            Problem = null;
        }
        catch (OperationCanceledException) when (loading.IsCancellationRequested)
        {
            // A newer address is being loaded.
        }
        catch (StoreException problem)
        {
            Problem = problem.Message;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops listening and loading.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Navigation.LocationChanged -= OnLocationChanged;
            _loading.Cancel();
            _loading.Dispose();
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (PathOf(change.Location) == _path)
        {
            _ = InvokeAsync(async () =>
            {
                try
                {
                    await ReloadAsync();
                    StateHasChanged();
                }
                catch (Exception problem)
                {
                    await DispatchExceptionAsync(problem);
                }
            });
        }
    }

    private static string PathOf(string uri) => new Uri(uri).AbsolutePath;
}
