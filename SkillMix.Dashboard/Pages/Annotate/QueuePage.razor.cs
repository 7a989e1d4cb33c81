using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Browser;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>Deciding the items of a queue, one on screen. What is pressed is in the store before the page shows it.</summary>
public sealed partial class QueuePage : UrlPage
{
    private const string Backspace = "Backspace";
    private const string Complete = "Ctrl+Enter";
    private const string Skip = "s";
    private const string Reveal = "r";

    // Whoever goes for a coffee does not work meanwhile.
    private static readonly TimeSpan LongestThought = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ItemsAhead _ahead = new();
    private IDisposable? _keys;
    private OpenStore? _store;
    private string? _session;
    private Annotator? _me;
    private bool _isOwner;
    private QueueSummary? _queue;
    private ScreenItem? _screen;
    private ItemTask _task = new([], ItemWork.None, false, []);
    private CriterionKey? _at;
    private WordCursor? _cursor;
    private IReadOnlyList<Guideline> _guidelines = [];
    private IReadOnlyList<string>? _unsent;
    private string? _message;
    private bool _isOver;
    private long _since;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "item")]
    public string? Wanted { get; set; }

    [Inject]
    public required CurrentPerson Person { get; init; }

    [Inject]
    public required PageKeys Keys { get; init; }

    [Inject]
    public required TextMarks Mouse { get; init; }

    [Inject]
    public required AnnotationNews News { get; init; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        Navigation.LocationChanged += OnLeft;
        News.Changed += OnNews;
        _session = await Mouse.SessionAsync();
        _unsent = await Keys.TakeUnsentAsync();
        await ReloadAsync();
        _keys = Keys.Listen(OnKeyAsync);
        await Mouse.WatchAsync(OnMarkedAsync);
        StateHasChanged();
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var store = Store.Now;
        _queue ??=
            (await store.Annotation.QueuesAsync(cancellationToken)).FirstOrDefault(queue => queue.Id == Id)
            ?? throw new ArgumentException(
                $"This store holds no queue {Id:N}. It may be in another store, or the link may be cut off."
            );
        if (_session is null || _screen is not null)
        {
            return;
        }

        var person = await Person.GetAsync();
        (_me, _isOwner) = (new(person.Id, person.Name), person.IsOwner);
        _guidelines = await store.Annotation.GuidelinesAsync(cancellationToken);
        await _one.WaitAsync(cancellationToken);
        try
        {
            // The address asks for the first item only: whoever has gone on from it is not taken back.
            var wanted = _store is null ? SkillMixUrls.ReadGuid(Wanted) : null;
            _store = store;
            await OpenAsync(wanted);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A run that ends is no news here: whoever decides keeps the item, the criterion and the note they are at.</summary>
    protected override void Forget()
    {
        if (_store is not null && _store != Store.Now)
        {
            (_store, _screen, _queue) = (null, null, null);
            _ahead.Clear();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _keys?.Dispose();
            Navigation.LocationChanged -= OnLeft;
            News.Changed -= OnNews;
            _one.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>One key after the other: the second must not be taken for an answer to what the first has just answered.</summary>
    private Task OnKeyAsync(string key) =>
        InvokeAsync(async () =>
        {
            await _one.WaitAsync();
            try
            {
                _message = null;
                await ActAsync(key);
            }
            catch (Exception problem) when (ToldProblem.Is(problem))
            {
                _message = $"That was not kept. {problem.Message}";
            }
            finally
            {
                _one.Release();
            }

            StateHasChanged();
        });

    private Task ActAsync(string key) =>
        (key, _screen) switch
        {
            (Backspace, _) => UndoAsync(),
            (_, null) => Task.CompletedTask,
            ("Escape", _) => Do(() => _cursor = null),
            ("ArrowLeft" or "Shift+ArrowLeft", _) => Do(() =>
                _cursor?.Move(-1, key.StartsWith("Shift", StringComparison.Ordinal))
            ),
            ("ArrowRight" or "Shift+ArrowRight", _) => Do(() =>
                _cursor?.Move(1, key.StartsWith("Shift", StringComparison.Ordinal))
            ),
            ("Enter", _) when _at is { } at && _cursor is { } cursor => ChangeOfAsync(() =>
                KeepMarkAsync(at, cursor.Span)
            ),
            ("n", _) => Do(() => _at = _task.Step(_at, 1)),
            ("p", _) => Do(() => _at = _task.Step(_at, -1)),
            ("j", _) => Do(() => GoToText(Math.Min(TextPlace + 1, _screen.Texts.Count - 1))),
            ("k", _) => Do(() => GoToText(Math.Max(TextPlace - 1, 0))),
            ("m", _) when _at is { } at => Do(() => _cursor = _cursor is null ? new(Words, SpanAt(at)) : null),
            (Complete, _) => CompleteAsync(),
            (Skip, _) => ChangeOfAsync(() => EndAsync(DecisionKind.Skip)),
            (Reveal, _) when MayReveal => RevealAsync(),
            _ => JudgementWords.OfKey(key) is { } judgement
                ? ChangeOfAsync(() => DecideAsync(judgement))
                : Task.CompletedTask,
        };

    /// <summary>Changes what was decided, unless the person has looked at the verdicts since.</summary>
    private Task ChangeOfAsync(Func<Task> change) =>
        IsSettledByLooking
            ? Do(() => _message = "You have looked at the graders: what you decided before stays. Ctrl+Enter goes on.")
            : change();

    /// <summary>Whoever looks is done: the item is completed first, so that what was seen plays no part in it.</summary>
    private async Task RevealAsync()
    {
        if (!_task.Work.IsComplete)
        {
            await KeepAsync(OfItem(DecisionKind.Complete));
        }

        await KeepAsync(OfItem(DecisionKind.Reveal));
        _ = RefreshQueueAsync();
    }

    private async Task DecideAsync(Judgement judgement)
    {
        if (_at is { } at)
        {
            await KeepAsync(On(at) with { Judgement = judgement });
            _at = _task.After(at);
            _cursor = null;
        }
    }

    private Task ClickAsync(CriterionKey key, Judgement judgement)
    {
        _at = key;
        return OnKeyAsync(JudgementWords.Key(judgement));
    }

    private async Task CompleteAsync()
    {
        if (IsSettledByLooking)
        {
            await OpenAsync(null);
            return;
        }

        if (!_task.IsDone)
        {
            _message =
                $"{(_task.Open is [_] ? "1 criterion is" : $"{_task.Open.Count} criteria are")} still open; where you cannot tell, press u.";
            _at = _task.After(null);
            return;
        }

        await EndAsync(DecisionKind.Complete);
    }

    private async Task EndAsync(DecisionKind kind)
    {
        await KeepAsync(OfItem(kind));
        await OpenAsync(null);
        _ = RefreshQueueAsync();
        if (Wanted is not null)
        {
            Navigation.NavigateTo(SkillMixUrls.Queue(Id), replace: true);
        }
    }

    private async Task UndoAsync()
    {
        if (_screen is not null && IsSettledByLooking)
        {
            await ChangeOfAsync(() => Task.CompletedTask);
            return;
        }

        if (_screen is not null && _task.Work is { IsComplete: false, IsSkipped: false, Last: { } last })
        {
            await KeepAsync(On(last) with { Kind = DecisionKind.Undo, Judgement = null, Note = null, Span = null });
            _at = last;
            return;
        }

        var back = await Store.Now.Annotation.LastEndedAsync(Id, _me!, CancellationToken.None);
        if (back is not { } item)
        {
            _message = "There is nothing to take back.";
            return;
        }

        await OpenAsync(item);
        if (IsSettledByLooking)
        {
            _message =
                "Your last item. You have looked at the graders there, so it stays as it is; Ctrl+Enter goes on.";
            return;
        }

        var wasComplete = _task.Work.IsComplete;
        await KeepAsync(OfItem(DecisionKind.Undo));
        _message = wasComplete
            ? "Back at your last item; it counts again once you complete it."
            : "Back at the item that you skipped.";
        _ = RefreshQueueAsync();
    }

    /// <summary>Keeps an event, and shows what the store holds then.</summary>
    private async Task KeepAsync(Decision decision)
    {
        var book = Store.Now.Annotation;
        await book.KeepAsync([decision], _session, CancellationToken.None);
        _since = Clock.GetTimestamp();
        _screen = await _screen!.RefreshedAsync(book, CancellationToken.None);
        _task = TaskOf(_screen);
        News.Tell(Id);
    }

    private async Task OpenAsync(Guid? wanted)
    {
        var store = Store.Now;
        var next = await store.Annotation.OpenAsync(Id, _me!, _session!, wanted, CancellationToken.None);
        _cursor = null;
        _isOver = next is null;
        if (next is not { } id)
        {
            (_screen, _at) = (null, null);
            return;
        }

        _screen = await _ahead.TakeAsync(store, id);
        _task = TaskOf(_screen);
        _at = _task.After(null) ?? (_task.Asked is [var first, ..] ? first : null);
        _since = Clock.GetTimestamp();
        _ = _ahead.FetchAsync(store, Id, _me!, _session!, id);
    }

    private async Task RefreshQueueAsync()
    {
        try
        {
            var queues = await Store.Now.Annotation.QueuesAsync(CancellationToken.None);
            _queue = queues.FirstOrDefault(queue => queue.Id == Id) ?? _queue;
            StateHasChanged();
        }
        catch (Exception problem) when (ToldProblem.Is(problem) || problem is ObjectDisposedException)
        {
            // The numbers of the line above stay as they were.
        }
    }

    private Task OnMarkedAsync(int start, int length) =>
        InvokeAsync(async () =>
        {
            if (_at is { } at && new TextSpan(start, length).FitsIn(Words.Length))
            {
                await MarkAsync(at, new(start, length));
                StateHasChanged();
            }
        });

    private async Task KeepMarkAsync(CriterionKey at, TextSpan? span)
    {
        _cursor = null;
        await KeepAsync(On(at) with { Span = span });
    }

    private Task MarkAsync(CriterionKey at, TextSpan? span) =>
        ChangeAsync(() => ChangeOfAsync(() => KeepMarkAsync(at, span)));

    private Task NoteAsync(CriterionKey at, string? note) =>
        ChangeAsync(() =>
            note == NoteAt(at) ? Task.CompletedTask : ChangeOfAsync(() => KeepAsync(On(at) with { Note = note }))
        );

    private async Task ChangeAsync(Func<Task> change)
    {
        await _one.WaitAsync();
        try
        {
            _message = null;
            await change();
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _message = $"That was not kept. {problem.Message}";
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A decision on a criterion that repeats what was said of it before, to be changed in one respect.</summary>
    private Decision On(CriterionKey at) =>
        OfItem(DecisionKind.Decide) with
        {
            Generation = at.Generation,
            Turn = at.Turn,
            Position = at.Position,
            Judgement = _task.At(at),
            Note = NoteAt(at),
            Span = SpanAt(at),
            Guideline = _guidelines.FirstOrDefault(one => one.Kind == Criterion(at).Kind)?.Version,
        };

    private Decision OfItem(DecisionKind kind) =>
        new()
        {
            Key = Guid.NewGuid().ToString("N"),
            Kind = kind,
            Item = _screen!.Id,
            Generation = _screen.Texts[0].Line.Id,
            Turn = TurnOf(_screen.Texts[0].Line.Id),
            Annotator = _me!,
            Saw = Saw,
            Milliseconds = (int)
                Math.Min(Clock.GetElapsedTime(_since).TotalMilliseconds, LongestThought.TotalMilliseconds),
        };

    private ItemTask TaskOf(ScreenItem screen) =>
        ItemTask.Of(screen.Item, screen.Rubric.Criteria, _queue!.Counted, _me!.Id, _queue.Spec.EndsEarly);

    private void GoTo(CriterionKey key) => (_at, _cursor) = (key, null);

    private void GoToText(int place)
    {
        var keys = _task.Asked.Where(key => key.Generation == _screen!.Texts[place].Line.Id).ToList();
        GoTo(
            keys.Find(key => _task.At(key) is null) is { Generation: var id } open && id != Guid.Empty ? open : keys[0]
        );
    }

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    /// <summary>Another tab of the same browser may have done something on the item that is on screen.</summary>
    private void OnNews(Guid? queue)
    {
        if (queue == Id && _screen is { } screen)
        {
            _ = InvokeAsync(async () =>
            {
                var refreshed = await screen.RefreshedAsync(Store.Now.Annotation, CancellationToken.None);
                if (_screen?.Id == refreshed.Id && refreshed.Item.Events.Count > _screen.Item.Events.Count)
                {
                    _screen = refreshed;
                    var wasOpen = _at is { } at && _task.At(at) is null;
                    _task = TaskOf(refreshed);
                    _at = wasOpen && _at is { } now && _task.At(now) is not null ? _task.After(now) : _at;
                    StateHasChanged();
                }
            });
        }
    }

    /// <summary>Whoever goes to another page lets go of the item; whoever closes the browser lets it run out.</summary>
    private void OnLeft(object? sender, LocationChangedEventArgs change)
    {
        if (_session is not null && new Uri(change.Location).AbsolutePath != SkillMixUrls.Queue(Id))
        {
            _ = Store.Now.Annotation.ReleaseAsync(Id, _session, CancellationToken.None);
        }
    }
}
