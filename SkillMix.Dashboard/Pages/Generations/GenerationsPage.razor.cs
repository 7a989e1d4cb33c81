using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;
using SkillMix.Dashboard.Browser;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Generations;

/// <summary>The list of generations under a filter and, beside it, one of them whole.</summary>
public sealed partial class GenerationsPage : UrlPage
{
    private const int PageSize = 100;

    private GenerationsView _view = new(GenerationFilter.All, PageStart.First, null, false, true);
    private GenerationsView? _shown;
    private PageStart _start = PageStart.First;
    private GenerationItem? _item;
    private (Guid Id, Task<GenerationItem?> Item)? _ahead;
    private IReadOnlyList<SavedView> _savedViews = [];
    private bool _isMissing;
    private bool _hasLoaded;
    private Guid? _revealed;
    private IDisposable? _keys;

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
            : FormattableString.Invariant(
                $"{Page.Offset + 1:N0}–{Page.Offset + Page.Lines.Count:N0} of {Page.Total:N0}"
            );

    private string? Place
    {
        get
        {
            var index = Index();
            return Page is null || index < 0
                ? null
                : FormattableString.Invariant(
                    $"{Page.Offset + index + 1:N0} of {Page.Total:N0}{(_view.Filter.IsEverything ? "" : " in this filter")}"
                );
        }
    }

    private string Title =>
        _item is { } item && _view.Item is not null
            ? $"{item.Line.Student} on {item.Line.Topic} · k = {item.Line.K} · Generations · SkillMix"
            : "Generations · SkillMix";

    protected override void Forget()
    {
        _shown = null;
        _item = null;
        Choices = null;
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _view = SkillMixUrls.ReadGenerations(Navigation.Uri);
        Choices ??= await Store.Index.ChoicesAsync(cancellationToken);
        if (_shown is null)
        {
            _savedViews = await Store.Index.SavedViewsAsync(cancellationToken);
        }

        if (_shown is null && Page is not null && !_hasLoaded)
        {
            // The list came with the first HTML.
            _start = _view.Start is { After: null, Before: null } ? StartAt(Page, _view.Filter.Order) : _view.Start;
        }
        else if (_shown is null || !SameList(_shown, _view))
        {
            var start =
                _view.Start is { After: null, Before: null } && _view.Item is { } item
                    ? new PageStart(Around: item)
                    : _view.Start;
            Page = await Store.Index.PageAsync(_view.Filter, start, PageSize, cancellationToken);
            _start = start.Around is not null ? StartAt(Page, _view.Filter.Order) : start;
        }

        _hasLoaded = true;
        _shown = _view with { Start = _start };
        await LoadItemAsync(cancellationToken);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = Keys.Listen(OnKeyAsync);
        }

        if (_item is { } item && item.Line.Id != _revealed)
        {
            _revealed = item.Line.Id;
            await Look.RevealAsync(".browser .line[aria-current]");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _keys?.Dispose();
        base.Dispose(disposing);
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
                Navigation.NavigateTo(
                    SkillMixUrls.Compare(item.Sample, item.Line.TupleIndex, [item.Line.Student], item.Line.Round)
                )
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
            var other = await Store.Index.PageAsync(_view.Filter, start, PageSize, CancellationToken.None);
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

        await Store.Index.SetTagAsync(_item.Line.Id, change.Tag, change.IsSet, CancellationToken.None);
        _item = await Store.Index.ItemAsync(_item.Line.Id, CancellationToken.None);
        Choices = await Store.Index.ChoicesAsync(CancellationToken.None);
    }

    private async Task SaveViewAsync(string name)
    {
        var address = SkillMixUrls.Generations(_view with { Start = PageStart.First, Item = null });
        await Store.Index.SaveViewAsync(name, address, CancellationToken.None);
        _savedViews = await Store.Index.SavedViewsAsync(CancellationToken.None);
    }

    private async Task RemoveViewAsync(Guid id)
    {
        await Store.Index.RemoveViewAsync(id, CancellationToken.None);
        _savedViews = await Store.Index.SavedViewsAsync(CancellationToken.None);
    }
}
