using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SkillMix.Core.Browse;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Browser;

namespace SkillMix.Dashboard.Pages.Generations;

/// <summary>The list of generations under a filter and, beside it, one of them whole.</summary>
public sealed partial class GenerationsPage : ComponentBase, IDisposable
{
    private const int PageSize = 100;

    private readonly CancellationTokenSource _closing = new();
    private CancellationTokenSource _loading = new();
    private GenerationsView _view = new(GenerationFilter.All, PageStart.First, null, false, true);
    private GenerationsView? _shown;
    private PageStart _start = PageStart.First;
    private GenerationItem? _item;
    private (Guid Id, Task<GenerationItem?> Item)? _ahead;
    private IReadOnlyList<SavedView> _savedViews = [];
    private bool _isMissing;
    private string? _problem;
    private IDisposable? _keys;

    [Inject]
    public required CurrentStore Store { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required PageKeys Keys { get; init; }

    [Inject]
    public required PageLook Look { get; init; }

    /// <summary>The first page goes over with the first HTML, so that nothing is asked twice.</summary>
    [PersistentState]
    public GenerationPage? Page { get; set; }

    /// <summary>What the filters offer.</summary>
    [PersistentState]
    public BrowseChoices? Choices { get; set; }

    private Guid? OpenId => _view.Item ?? (Page is { Lines: [var first, ..] } ? first.Id : null);

    private string Range =>
        Page is null
            ? ""
            : FormattableString.Invariant($"{Page.Offset + 1:N0}–{Page.Offset + Page.Lines.Count:N0} of {Page.Total:N0}");

    private string? Place
    {
        get
        {
            var index = Index();
            return Page is null || index < 0 ? null : FormattableString.Invariant($"{Page.Offset + index + 1:N0} of {Page.Total:N0}{(_view.Filter.IsEverything ? "" : " in this filter")}");
        }
    }

    private string Title =>
        _item is { } item && _view.Item is not null
            ? $"{item.Line.Student} on {item.Line.Topic} · k = {item.Line.K} · Generations · SkillMix"
            : "Generations · SkillMix";

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        Store.Changed += OnStoreChanged;
        _view = SkillMixUrls.ReadGenerations(Navigation.Uri);
        var isHandedOver = Page is not null;
        Choices ??= await Store.Index.ChoicesAsync(_closing.Token);
        _savedViews = await Store.Index.SavedViewsAsync(_closing.Token);
        if (isHandedOver)
        {
            _start = _view.Start is { After: null, Before: null } ? StartAt(Page!, _view.Filter.Order) : _view.Start;
            _shown = _view with { Start = _start };
            await LoadItemAsync(_closing.Token);
        }
        else
        {
            await LoadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = Keys.Listen(OnKeyAsync);
            await Look.RevealAsync(".browser .line[aria-current]");
        }
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        Store.Changed -= OnStoreChanged;
        _keys?.Dispose();
        _closing.Cancel();
        _closing.Dispose();
        _loading.Dispose();
    }

    private static bool IsHere(string uri) => new Uri(uri).AbsolutePath == SkillMixUrls.GenerationsPath;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (IsHere(change.Location))
        {
            _ = InvokeAsync(async () =>
            {
                _view = SkillMixUrls.ReadGenerations(change.Location);
                await LoadAsync();
                StateHasChanged();
                await Look.RevealAsync(".browser .line[aria-current]");
            });
        }
    }

    private void OnStoreChanged()
    {
        // While the sample study is being made the list fills; it is read again when it is done or was empty.
        if (Store.Making is null || Page is null or { Total: 0 })
        {
            _ = InvokeAsync(async () =>
            {
                _shown = null;
                Choices = await Store.Index.ChoicesAsync(CancellationToken.None);
                await LoadAsync();
                StateHasChanged();
            });
        }
    }

    private async Task LoadAsync()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }

        await _loading.CancelAsync();
        _loading.Dispose();
        _loading = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        var token = _loading.Token;
        _problem = null;
        try
        {
            if (_shown is null || !SameList(_shown, _view))
            {
                var start = _view.Start is { After: null, Before: null } && _view.Item is { } item ? new PageStart(Around: item) : _view.Start;
                Page = await Store.Index.PageAsync(_view.Filter, start, PageSize, token);
                _start = start.Around is not null ? StartAt(Page, _view.Filter.Order) : start;
            }

            _shown = _view with { Start = _start };
            await LoadItemAsync(token);
        }
        catch (OperationCanceledException)
        {
            // Something newer was asked for.
        }
        catch (StoreException problem)
        {
            _problem = problem.Message;
        }
    }

    /// <summary>The stretch that a page found around an item is, in the words of an address.</summary>
    private static PageStart StartAt(GenerationPage page, GenerationOrder order) =>
        page.Offset == 0 || page.Lines.Count == 0 ? PageStart.First
        : order == GenerationOrder.Newest ? new(After: page.Lines[0].Key + 1)
        : new(After: page.Lines[0].Key - 1);

    private static bool SameList(GenerationsView one, GenerationsView other) =>
        SkillMixUrls.Generations(one with { Item = null, ShowsDiff = false, ShowsEvidence = true })
        == SkillMixUrls.Generations(other with { Item = null, ShowsDiff = false, ShowsEvidence = true });

    private async Task LoadItemAsync(CancellationToken token)
    {
        if (OpenId is not { } id)
        {
            _item = null;
            _isMissing = false;
            return;
        }

        if (_item?.Line.Id != id)
        {
            _item = _ahead is { } ahead && ahead.Id == id ? await ahead.Item : await Store.Index.ItemAsync(id, token);
            _isMissing = _item is null;
        }

        // The next one is fetched while this one is read.
        if (Page is { } page && Index() is >= 0 and var index && index + 1 < page.Lines.Count)
        {
            var next = page.Lines[index + 1].Id;
            _ahead = (next, Store.Index.ItemAsync(next, CancellationToken.None));
        }
    }

    private int Index()
    {
        for (var i = 0; Page is not null && i < Page.Lines.Count; i++)
        {
            if (Page.Lines[i].Id == OpenId)
            {
                return i;
            }
        }

        return -1;
    }

    private Task OnKeyAsync(string key) =>
        key switch
        {
            "j" => InvokeAsync(() => StepAsync(1)),
            "k" => InvokeAsync(() => StepAsync(-1)),
            "d" => InvokeAsync(() => Go(_view with { Start = _start, ShowsDiff = !_view.ShowsDiff })),
            "e" => InvokeAsync(() => Go(_view with { Start = _start, ShowsEvidence = !_view.ShowsEvidence })),
            "/" => Look.FocusAsync("#search").AsTask(),
            "c" when _item is { } item => InvokeAsync(() =>
                Navigation.NavigateTo(SkillMixUrls.Compare(item.Sample, item.Line.TupleIndex, [item.Line.Student], item.Line.Round))
            ),
            _ => Task.CompletedTask,
        };

    private async Task StepAsync(int step)
    {
        if (Page is not { Lines.Count: > 0 } page)
        {
            return;
        }

        var index = Index() + step;
        if (index >= 0 && index < page.Lines.Count)
        {
            Go(_view with { Start = _start, Item = page.Lines[index].Id });
        }
        else if (step > 0 ? page.HasAfter : page.HasBefore)
        {
            var start = step > 0 ? new PageStart(After: page.Lines[^1].Key) : new PageStart(Before: page.Lines[0].Key);
            var other = await Store.Index.PageAsync(_view.Filter, start, PageSize, _closing.Token);
            if (other.Lines.Count > 0)
            {
                Go(_view with { Start = start, Item = (step > 0 ? other.Lines[0] : other.Lines[^1]).Id });
            }
        }
    }

    private void Go(GenerationsView view) => Navigation.NavigateTo(SkillMixUrls.Generations(view));

    private async Task TagAsync((string Tag, bool IsSet) change)
    {
        if (_item is null)
        {
            return;
        }

        await Store.Index.SetTagAsync(_item.Line.Id, change.Tag, change.IsSet, _closing.Token);
        _item = await Store.Index.ItemAsync(_item.Line.Id, _closing.Token);
        Choices = await Store.Index.ChoicesAsync(_closing.Token);
    }

    private async Task SaveViewAsync(string name)
    {
        var address = SkillMixUrls.Generations(_view with { Start = PageStart.First, Item = null });
        await Store.Index.SaveViewAsync(name, address, _closing.Token);
        _savedViews = await Store.Index.SavedViewsAsync(_closing.Token);
    }

    private async Task RemoveViewAsync(Guid id)
    {
        await Store.Index.RemoveViewAsync(id, _closing.Token);
        _savedViews = await Store.Index.SavedViewsAsync(_closing.Token);
    }
}
