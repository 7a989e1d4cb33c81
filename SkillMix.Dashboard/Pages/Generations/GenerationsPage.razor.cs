using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;
using SkillMix.Core.Storage;
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
    private bool _isStale;
    private string? _tagProblem;
    private string? _viewProblem;
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

    private Guid? OpenId => OpenIn(_view, Page);

    // The browser says where it went only after a while, and what is there is shown later still: keys that are pressed fast
    // are counted from where the last one led.
    private GenerationsView Asked => SkillMixUrls.ReadGenerations(Address);

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
            var index = Index(OpenId);
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
        _isStale = true;
        _ahead = null;
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var view = Asked;
        var index = Store.Index;
        var isFirst = _shown is null || _isStale;
        var choices = isFirst && (_isStale || Choices is null) ? await index.ChoicesAsync(cancellationToken) : Choices;
        var savedViews = isFirst ? await index.SavedViewsAsync(cancellationToken) : _savedViews;
        var (page, start) = await ReadListAsync(index, view, cancellationToken);
        var open = OpenIn(view, page);
        var item = await ReadItemAsync(index, open, cancellationToken);

        // All at once, and only while nobody asked for anything else.
        cancellationToken.ThrowIfCancellationRequested();
        if (item?.Line.Id != _item?.Line.Id)
        {
            _tagProblem = null;
        }

        (_view, _shown, _isStale) = (view, view with { Start = start }, false);
        (Choices, _savedViews, Page, _start) = (choices, savedViews, page, start);
        (_item, _isMissing) = (item, open is not null && item is null);
        ReadAhead(index);
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

    private static Guid? OpenIn(GenerationsView view, GenerationPage? page) =>
        view.Item ?? (page is { Lines: [var first, ..] } ? first.Id : null);

    private async Task<(GenerationPage Page, PageStart Start)> ReadListAsync(
        IGenerationIndex index,
        GenerationsView view,
        CancellationToken token
    )
    {
        var isOpenEnded = view.Start is { After: null, Before: null };
        if (Page is { } page && !_isStale && (_shown is null || SameList(_shown, view)))
        {
            // It is shown already, or came with the first HTML.
            return (
                page,
                _shown is not null ? _start
                : isOpenEnded ? StartAt(page, view.Filter.Order)
                : view.Start
            );
        }

        var start = isOpenEnded && view.Item is { } item ? new PageStart(Around: item) : view.Start;
        var read = await index.PageAsync(view.Filter, start, PageSize, token);
        return (read, start.Around is not null ? StartAt(read, view.Filter.Order) : start);
    }

    private async Task<GenerationItem?> ReadItemAsync(IGenerationIndex index, Guid? open, CancellationToken token)
    {
        if (open is not { } id)
        {
            return null;
        }

        if (!_isStale && _item?.Line.Id == id)
        {
            return _item;
        }

        var ahead = _ahead is { } next && next.Id == id ? await next.Item : null;
        return ahead ?? await index.ItemAsync(id, token);
    }

    /// <summary>The next one is fetched while this one is read.</summary>
    private void ReadAhead(IGenerationIndex index)
    {
        if (Page is { } page && Index(OpenId) is >= 0 and var place && place + 1 < page.Lines.Count)
        {
            var next = page.Lines[place + 1].Id;
            if (_ahead?.Id != next)
            {
                _ahead = (next, AheadAsync(index, next));
            }
        }
    }

    /// <summary>Null where it could not be read; it is then read, and failure told, when it is wanted.</summary>
    private static async Task<GenerationItem?> AheadAsync(IGenerationIndex index, Guid id)
    {
        try
        {
            return await index.ItemAsync(id, CancellationToken.None);
        }
        catch (Exception problem) when (problem is StoreException or IOException or ArgumentException)
        {
            return null;
        }
    }

    private int Index(Guid? id)
    {
        for (var i = 0; Page is not null && i < Page.Lines.Count; i++)
        {
            if (Page.Lines[i].Id == id)
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
            "d" => InvokeAsync(() => Go(Asked with { ShowsDiff = !Asked.ShowsDiff })),
            "e" => InvokeAsync(() => Go(Asked with { ShowsEvidence = !Asked.ShowsEvidence })),
            "c" when _item is { } item => InvokeAsync(() =>
                Navigation.NavigateTo(
                    SkillMixUrls.Compare(item.Sample, item.Line.TupleIndex, item.Line.Student, item.Line.Round)
                )
            ),
            _ => Task.CompletedTask,
        };

    private async Task StepAsync(int step)
    {
        var asked = Asked;
        if (Page is not { Lines.Count: > 0 } page || _shown is null || !SameList(_shown, asked))
        {
            // Another list is on its way; there is nothing to step through yet.
            return;
        }

        var index = Index(OpenIn(asked, page)) + step;
        if (index >= 0 && index < page.Lines.Count)
        {
            Go(asked with { Start = _start, Item = page.Lines[index].Id });
        }
        else if (step > 0 ? page.HasAfter : page.HasBefore)
        {
            var start = step > 0 ? new PageStart(After: page.Lines[^1].Key) : new PageStart(Before: page.Lines[0].Key);
            var other = await Store.Index.PageAsync(asked.Filter, start, PageSize, CancellationToken.None);
            if (other.Lines.Count > 0)
            {
                Go(asked with { Start = start, Item = (step > 0 ? other.Lines[0] : other.Lines[^1]).Id });
            }
        }
    }

    private void Go(GenerationsView view) => GoTo(SkillMixUrls.Generations(view));

    private async Task TagAsync((string Tag, bool IsSet) change)
    {
        if (_item is not { Line.Id: var id })
        {
            return;
        }

        var index = Store.Index;
        _tagProblem = await WriteAsync(() => index.SetTagAsync(id, change.Tag, change.IsSet, CancellationToken.None));
        var item = await index.ItemAsync(id, CancellationToken.None);
        Choices = await index.ChoicesAsync(CancellationToken.None);
        if (_item?.Line.Id == id)
        {
            // Otherwise another one was opened meanwhile.
            _item = item;
        }
    }

    private Task SaveViewAsync(string name) =>
        ChangeViewsAsync(index => index.SaveViewAsync(name, SkillMixUrls.SavedQuery(_view), CancellationToken.None));

    private Task RemoveViewAsync(Guid id) =>
        ChangeViewsAsync(index => index.RemoveViewAsync(id, CancellationToken.None));

    private async Task ChangeViewsAsync(Func<IGenerationIndex, Task> change)
    {
        var index = Store.Index;
        _viewProblem = await WriteAsync(() => change(index));
        _savedViews = await index.SavedViewsAsync(CancellationToken.None);
    }

    /// <summary>Writes; where that fails, the answer says why in one sentence.</summary>
    private static async Task<string?> WriteAsync(Func<Task> write)
    {
        try
        {
            await write();
            return null;
        }
        catch (Exception problem) when (problem is StoreException or ArgumentException or KeyNotFoundException)
        {
            return problem.Message;
        }
    }
}
