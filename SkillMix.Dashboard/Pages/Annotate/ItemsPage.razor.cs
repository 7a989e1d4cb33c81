using Microsoft.AspNetCore.Components;
using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Browser;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>The items of a queue with what people said side by side; where they differ, somebody settles it.</summary>
public sealed partial class ItemsPage : UrlPage
{
    private const string Disputed = "disputed";

    private static readonly (string? Show, string Words)[] Shows =
    [
        (Disputed, "People differ"),
        ("labelled", "Labelled"),
        (null, "All"),
    ];

    private QueueSummary? _queue;
    private IReadOnlyList<QueueItem>? _items;
    private IReadOnlyList<Annotator> _people = [];
    private ScreenItem? _screen;
    private CriterionKey? _at;
    private CriterionKey? _revealed;
    private bool _showsGraders;
    private string? _message;
    private IDisposable? _keys;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    public required CurrentPerson Person { get; init; }

    [Inject]
    public required PageKeys Keys { get; init; }

    [Inject]
    public required PageLook Look { get; init; }

    [Inject]
    public required AnnotationNews News { get; init; }

    private string Title => $"{(_queue is null ? "Queue" : $"{_queue.Spec.Name}: what people said")} · SkillMix";

    private string? Show => SkillMixUrls.One(SkillMixUrls.Query(Navigation.Uri), "show");

    private List<QueueItem> Shown => [.. _items!.Where(item => IsShown(item, Show) || item.Id == _screen?.Id)];

    private IEnumerable<string> Skips =>
        _people
            .Select(person => (person.Name, Work: _screen!.Item.WorkOf(person.Id)))
            .Where(one => one.Work.IsSkipped)
            .Select(one => $"{one.Name} skipped it{(one.Work.SkipNote is { } note ? $": {note}" : "")}.");

    /// <summary>The criteria on which people differ, or all that somebody judged where they agree.</summary>
    private List<CriterionKey> Stops
    {
        get
        {
            var verdicts = _screen!.Item.Verdicts;
            var disputed = verdicts.Where(verdict => verdict.IsDisputed).ToList();
            return
            [
                .. (disputed.Count > 0 ? disputed : verdicts)
                    .Select(verdict => verdict.Criterion)
                    .OrderBy(key => _screen.Texts.Index().First(text => text.Item.Line.Id == key.Generation).Index)
                    .ThenBy(key => key.Position),
            ];
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = Keys.Listen(key => InvokeAsync(() => OnKeyAsync(key)));
            News.Changed += OnNews;
        }

        // The criterion on which people differ may be in the last of several texts.
        if (_revealed != _at)
        {
            _revealed = _at;
            await Look.RevealAsync("tr.here");
        }
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var store = Store.Now;
        _queue =
            (await store.Annotation.QueuesAsync(cancellationToken)).FirstOrDefault(queue => queue.Id == Id)
            ?? throw new ArgumentException(
                $"This store holds no queue {Id:N}. It may be in another store, or the link may be cut off."
            );
        _items =
        [
            .. (await store.Annotation.ItemsAsync(Id, cancellationToken)).Where(item =>
                item.Texts.Any(text => !text.IsEmpty) // of the others nobody need say anything
            ),
        ];
        var wanted =
            SkillMixUrls.ReadGuid(SkillMixUrls.One(SkillMixUrls.Query(Navigation.Uri), "item"))
            ?? _items.FirstOrDefault(item => IsShown(item, Show))?.Id;
        if (wanted is null)
        {
            (_screen, _at) = (null, null);
            return;
        }

        var isAnother = _screen?.Id != wanted;
        _screen = await ScreenItem.ReadAsync(store, wanted.Value, cancellationToken);
        _people =
        [
            .. _screen
                .Item.Events.Where(one => one.Kind != DecisionKind.Adjudicate)
                .Select(one => one.Annotator)
                .DistinctBy(person => person.Id),
        ];
        if (isAnother)
        {
            _at = Stops is [var first, ..] ? first : null;
        }
    }

    protected override void Forget() => (_queue, _items, _screen) = (null, null, null);

    protected override void Dispose(bool disposing)
    {
        _keys?.Dispose();
        News.Changed -= OnNews;
        base.Dispose(disposing);
    }

    private Task OnKeyAsync(string key)
    {
        if (_screen is null)
        {
            return Task.CompletedTask;
        }

        switch (key)
        {
            case "j" or "k":
                var place = Shown.FindIndex(item => item.Id == _screen.Id) + (key == "j" ? 1 : -1);
                if (place >= 0 && place < Shown.Count)
                {
                    Navigation.NavigateTo(SkillMixUrls.QueueItems(Id, Shown[place].Id, Show));
                }

                return Task.CompletedTask;
            case "n" or "p":
                var stops = Stops;
                var at = _at is { } now ? stops.IndexOf(now) : -1;
                if (stops.Count > 0)
                {
                    _at = stops[Math.Clamp(at + (key == "n" ? 1 : -1), 0, stops.Count - 1)];
                }

                StateHasChanged();
                return Task.CompletedTask;
            case "Backspace" when _at is { } here:
                return SettleAsync(here, null);
            default:
                return _at is { } criterion && JudgementWords.OfKey(key) is { } judgement
                    ? SettleAsync(criterion, judgement)
                    : Task.CompletedTask;
        }
    }

    private async Task SettleAsync(CriterionKey key, Judgement? judgement)
    {
        if (VerdictOf(key)?.Adjudicated?.Judgement == judgement)
        {
            return;
        }

        try
        {
            var person = await Person.GetAsync();
            await Store.Now.Annotation.KeepAsync(
                [
                    new()
                    {
                        Key = Guid.NewGuid().ToString("N"),
                        Kind = DecisionKind.Adjudicate,
                        Item = _screen!.Id,
                        Generation = key.Generation,
                        Turn = key.Turn,
                        Position = key.Position,
                        Annotator = new(person.Id, person.Name),
                        Judgement = judgement,
                        Saw = new(Student: false, Graders: _showsGraders, Annotators: true),
                    },
                ],
                null,
                CancellationToken.None
            );
            _message = null;
            News.Tell(Id);
            await ReloadAsync();
            _at = judgement is null ? key : NextDispute(key);
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _message = $"That was not kept. {problem.Message}";
        }

        StateHasChanged();
    }

    /// <summary>The next criterion of the item that nobody has settled; the same where there is none.</summary>
    private CriterionKey NextDispute(CriterionKey after)
    {
        var stops = Stops;
        var open = stops.Where(stop => VerdictOf(stop) is { IsDisputed: true, Adjudicated: null }).ToList();
        return open.Count == 0 ? after
            : open.Find(stop => stops.IndexOf(stop) > stops.IndexOf(after)) is { Generation: var id } next
            && id != Guid.Empty
                ? next
            : open[0];
    }

    private static bool IsShown(QueueItem item, string? show) =>
        show switch
        {
            Disputed => item.Verdicts.Any(verdict => verdict.IsDisputed),
            "labelled" => item.Verdicts.Count > 0,
            _ => true,
        };

    private static bool IsOpenDispute(QueueItem item) =>
        item.Verdicts.Any(verdict => verdict is { IsDisputed: true, Adjudicated: null });

    private static string Labels(QueueItem item)
    {
        var done = item
            .Events.Select(one => one.Annotator.Id)
            .Distinct()
            .Count(person => item.WorkOf(person).IsComplete);
        return $"{done} of {item.LabelsWanted} label{(item.LabelsWanted == 1 ? "" : "s")}";
    }

    private HumanVerdict? VerdictOf(CriterionKey key) =>
        _screen!.Item.Verdicts.FirstOrDefault(verdict => verdict.Criterion == key);

    private Decision? SaidBy(Annotator person, CriterionKey key) =>
        _screen!.Item.WorkOf(person.Id) is { IsComplete: true } work ? work.Decided.GetValueOrDefault(key) : null;

    private int TurnOf(Guid text) => _screen!.Item.Texts.First(one => one.Generation == text).Turn;

    private string WordsOf(GenerationItem text) => text.Turns.First(turn => turn.Turn == TurnOf(text.Line.Id)).Text;

    private IReadOnlyList<GradingItem> GradingsOf(GenerationItem text) =>
        [.. text.Gradings.Where(grading => grading.Turn == TurnOf(text.Line.Id))];

    private IReadOnlyList<TextMark> MarksOf(GenerationItem text) =>
        [
            .. from person in _people
            from said in _screen!.Item.WorkOf(person.Id).Decided
            where said.Key.Generation == text.Line.Id && said.Value.Span is not null
            orderby said.Key.Position
            select new TextMark(
                said.Value.Span!,
                said.Key.Position,
                $"{_screen!.Rubric.Criteria[said.Key.Position].Name}, {person.Name}"
            ),
        ];

    private string Quoted(GenerationItem text, TextSpan span)
    {
        var words = WordsOf(text);
        var start = Math.Min(span.Start, words.Length);
        return words[start..Math.Min(start + span.Length, words.Length)];
    }

    private void OnNews(Guid? queue)
    {
        if (queue == Id)
        {
            _ = InvokeAsync(async () =>
            {
                await ReloadAsync();
                StateHasChanged();
            });
        }
    }
}
