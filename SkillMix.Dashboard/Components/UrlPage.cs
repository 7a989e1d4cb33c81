using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Components;

/// <summary>
/// A page whose content is decided by its address: it loads at first, again whenever the query changes, and again when there
/// is news in the store.
/// </summary>
public abstract class UrlPage : ComponentBase, IDisposable
{
    // While a study is being made there is news with every text; a page follows it at this pace, and once more at the end.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    // The browser says where it went only after a while. Until then these addresses, which it was sent to, are ahead of it.
    private readonly Queue<string> _sent = [];
    private CancellationTokenSource _loading = new();
    private string _path = "";
    private long _loaded;

    [Inject]
    public required CurrentStore Store { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>What a person is told when loading failed; null when it did not.</summary>
    protected string? Problem { get; private set; }

    /// <summary>What the page is to show: the address it was last sent to, or the browser's.</summary>
    /// <remarks>Choices that are made fast each build on the one before, even where the browser has not answered yet.</remarks>
    protected string Address => _sent.LastOrDefault() ?? Navigation.Uri;

    /// <summary>Sends the browser to another address of this page.</summary>
    protected void GoTo(string address, bool replace = false)
    {
        _sent.Enqueue(Navigation.ToAbsoluteUri(address).AbsoluteUri);
        Navigation.NavigateTo(address, replace: replace);
    }

    /// <summary>Loads what the address asks for. A load that a newer address overtakes is cancelled.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Forgets what was read of the store, because there is news in it; the page is loaded next.</summary>
    protected virtual void Forget() { }

    protected override async Task OnInitializedAsync()
    {
        _path = PathOf(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        Store.Changed += OnStoreChanged;
        await ReloadAsync();
    }

    /// <summary>Loads again, for instance after something was written.</summary>
    /// <returns>False where a newer load overtook it: then the page does not yet show what it asked for.</returns>
    protected async Task<bool> ReloadAsync()
    {
        // Taken before the first wait: another load may begin, and overtake this one, while the older is being cancelled.
        var overtaken = _loading;
        _loading = new CancellationTokenSource();
        var token = _loading.Token;
        Interlocked.Exchange(ref _loaded, Clock.GetTimestamp());
        await overtaken.CancelAsync();
        overtaken.Dispose();
        try
        {
            await LoadAsync(token);
            token.ThrowIfCancellationRequested();
            Problem = null;
            return true;
        }
        catch (Exception problem) when (ToldProblem.Is(problem) || problem is OperationCanceledException)
        {
            // A newer address is being loaded, or the page is gone: what became of this load is nobody's concern.
            if (token.IsCancellationRequested)
            {
                return false;
            }

            if (!ToldProblem.Is(problem))
            {
                throw;
            }

            Problem = problem.Message;
            return true;
        }
    }

    /// <summary>Loads until what is shown is what the address asks for now, before something is made of it.</summary>
    /// <returns>False where it could not be loaded; <see cref="Problem"/> says why.</returns>
    protected async Task<bool> SettleAsync()
    {
        while (!await ReloadAsync()) { }

        return Problem is null;
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
            Store.Changed -= OnStoreChanged;
            _loading.Cancel();
            _loading.Dispose();
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        Arrive(change.Location);
        if (PathOf(change.Location) == _path)
        {
            Reload(isNews: false);
        }
    }

    /// <summary>Takes the addresses off that the browser has been to; all of them where it went somewhere else.</summary>
    private protected void Arrive(string location)
    {
        var address = new Uri(location).AbsoluteUri;
        if (_sent.Contains(address))
        {
            while (_sent.Dequeue() != address) { }
        }
        else
        {
            _sent.Clear();
        }
    }

    private void OnStoreChanged()
    {
        if (Store.Making is null || Clock.GetElapsedTime(Interlocked.Read(ref _loaded)) > Pace)
        {
            Interlocked.Exchange(ref _loaded, Clock.GetTimestamp());
            Reload(isNews: true);
        }
    }

    private void Reload(bool isNews) =>
        _ = InvokeAsync(async () =>
        {
            try
            {
                if (isNews)
                {
                    Forget();
                }

                await ReloadAsync();
                StateHasChanged();
            }
            catch (ObjectDisposedException)
            {
                // The page was closed while it loaded.
            }
            catch (Exception problem)
            {
                await DispatchExceptionAsync(problem);
            }
        });

    private static string PathOf(string uri) => new Uri(uri).AbsolutePath;
}
