using System.Globalization;
using Microsoft.AspNetCore.Components;
using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>The design of a queue, with what it takes before it is made.</summary>
public sealed partial class NewQueuePage : UrlPage
{
    // Below so many labels at a point of a curve the interval says little; docs/design/calibration.md has the widths.
    private const int FewItems = 30;

    private static readonly (QueueSelection Selection, string Title, string Words)[] Selections =
    [
        (
            QueueSelection.Probability,
            "By chance",
            "with known probabilities, more often where graders are split. The only choice that can correct the curves."
        ),
        (
            QueueSelection.Disagreements,
            "All disagreements",
            "every item on which two gradings differ. Cannot be used for estimates."
        ),
        (QueueSelection.HandPicked, "By hand", "everything that the filter holds. Cannot be used for estimates."),
    ];

    private QueueSpec _spec = new() { Name = "" };
    private PanelSpec _panel = PanelSpec.Default;
    private GenerationFilter _filter = GenerationFilter.All;
    private BrowseChoices? _choices;
    private IReadOnlyList<Annotator> _people = [];
    private QueuePool? _pool;
    private (string Filter, QueueUnit Unit, string Panel, bool AlsoUngraded) _poolOf;
    private QueueDraft? _draft;
    private AnnotationPace? _pace;
    private string? _missing;
    private string? _problem;
    private bool _isMaking;

    [Inject]
    public required PeopleFile People { get; init; }

    private bool HasItems => _draft?.Items.Any() == true;

    private bool IsByChance => _spec.Selection == QueueSelection.Probability;

    private QueueExpectation Expected => _draft!.Expectation(Enum.GetValues<CriterionKind>().Count(_panel.IsCounted));

    private TimeSpan Time => _pace!.TimeOf((int)Expected.Decisions);

    private string? Chances =>
        _draft!.Chances switch
        {
            ({ } one, { } split) => FormattableString.Invariant(
                $"{one:0.##} where graders are of one mind, {split:0.##} where they are split{(split >= 1 ? ": a larger weight changes nothing" : "")}"
            ),
            ({ } one, null) => FormattableString.Invariant($"{one:0.##} for every unit: graders are nowhere split"),
            (null, { } split) => FormattableString.Invariant($"{split:0.##}: graders are split everywhere"),
            _ => null,
        };

    private string Use =>
        !IsByChance ? "none: chosen so, the labels say nothing about the other units"
        : _spec.Unit == QueueUnit.Tuple ? "full marks of the best generation of a tuple, per k and student"
        : "full marks per generation, not of the best of several";

    private List<DraftCount> Thin =>
        [.. _draft!.Counts.Where(count => count.Expected < FewItems && count.Expected < count.Units)];

    private string SuggestedName =>
        $"{(_filter.Ks.Count == 0 ? "all k" : $"k {string.Join(", ", _filter.Ks)}")} · {_spec.Selection switch { QueueSelection.Probability => "by chance", QueueSelection.Disagreements => "disagreements", _ => "by hand" }}";

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        // What the address says comes first: what is chosen while something is read builds on it.
        _people = [.. People.People.Select(person => new Annotator(person.Id, person.Name))];
        var (spec, who) = SkillMixUrls.ReadNewQueue(Address);
        _spec = spec with { Annotators = [.. _people.Where(person => who.Contains(person.Id))] };
        _panel = SkillMixUrls.ReadPanel(Address);
        var store = Store.Now;
        _choices ??= await store.Index.ChoicesAsync(cancellationToken);
        _pace ??= AnnotationPace.Of(await store.Annotation.QueuesAsync(cancellationToken));
        (_missing, _problem) = (null, null);
        try
        {
            _filter = FilterWords.Read(_spec.Filter);
            var alsoUngraded = _spec.Selection == QueueSelection.HandPicked;
            var wanted = (_spec.Filter, _spec.Unit, _panel.Words, alsoUngraded);
            if (_pool is null || _poolOf != wanted)
            {
                _draft = null;
                _pool = await store.Annotation.PoolAsync(_filter, _spec.Unit, _panel, alsoUngraded, cancellationToken);
                _poolOf = wanted;
            }

            _draft = QueueBuilder.Build(Named, _pool.Units);
        }
        catch (ArgumentException problem)
        {
            (_draft, _missing) = (null, problem.Message);
        }
    }

    protected override void Forget() => (_pool, _draft, _choices, _pace) = (null, null, null, null);

    private QueueSpec Named => _spec.Name.Length == 0 ? _spec with { Name = SuggestedName } : _spec;

    private async Task MakeAsync()
    {
        _isMaking = true;
        _problem = null;
        try
        {
            // What was chosen a moment ago may not have been read yet.
            if (!await SettleAsync() || _draft is null)
            {
                return;
            }

            var queue = await Store.Now.Annotation.MakeAsync(
                _draft,
                _panel with
                {
                    Graders = _pool!.Graders,
                },
                CancellationToken.None
            );
            Navigation.NavigateTo(SkillMixUrls.Queue(queue));
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _problem = problem.Message;
        }
        finally
        {
            _isMaking = false;
        }
    }

    /// <summary>A whole number as it was typed: what cannot be is said, and not replaced in silence.</summary>
    private static int Typed(ChangeEventArgs change) =>
        int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>What is chosen counts at once; the address follows.</summary>
    private void Set(QueueSpec spec, PanelSpec? panel = null)
    {
        (_spec, _panel) = (spec, panel ?? _panel);
        GoTo(SkillMixUrls.NewQueue(_spec, _panel), replace: true);
    }

    private void SetFilter(GenerationFilter filter)
    {
        _filter = filter;
        Set(_spec with { Filter = SkillMixUrls.FilterQuery(filter) });
    }

    private void SetView(ChangeEventArgs change) => Set(_spec with { IsOpen = change.Value is "open" });

    private IReadOnlyList<Annotator> Toggled(Annotator person) =>
        _spec.Annotators.Any(one => one.Id == person.Id)
            ? [.. _spec.Annotators.Where(one => one.Id != person.Id)]
            : [.. _spec.Annotators, person];

    private static IReadOnlyList<T> Toggled<T>(IReadOnlyList<T> list, T one) =>
        list.Contains(one) ? [.. list.Where(other => !Equals(other, one))] : [.. list, one];

    private static string Written(double number) => number.ToString(CultureInfo.InvariantCulture);
}
