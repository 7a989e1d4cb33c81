using Microsoft.AspNetCore.Components;
using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Grading;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.Generations;

/// <summary>What people say of one text, and a verdict on the spot where graders disagree.</summary>
public sealed partial class PeoplePanel : ComponentBase
{
    private IReadOnlyList<Decision> _events = [];
    private Guid _read;
    private bool _showsAll;
    private Annotator? _me;

    [Parameter, EditorRequired]
    public required GenerationItem Item { get; set; }

    /// <summary>The store can only be looked at.</summary>
    [Parameter]
    public bool IsReadOnly { get; set; }

    [Inject]
    public required CurrentStore Store { get; init; }

    [Inject]
    public required CurrentPerson Person { get; init; }

    [Inject]
    public required AnnotationNews News { get; init; }

    private string? Problem { get; set; }

    private int Turn => Item.Turns[^1].Turn;

    private IEnumerable<GradingItem> Gradings => Item.Gradings.Where(grading => grading.Turn == Turn);

    protected override async Task OnParametersSetAsync()
    {
        if (_read != Item.Line.Id)
        {
            (_read, _showsAll, Problem) = (Item.Line.Id, false, null);
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var text = Item.Line.Id;
            var events = await Store.Now.Annotation.OnTextAsync(text, CancellationToken.None);
            if (text != Item.Line.Id)
            {
                return; // another text is on the page by now
            }

            _events = events;
            _me = await Person.FindAsync() is { } person ? new(person.Id, person.Name) : null;
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            Problem = problem.Message;
        }
    }

    private bool IsSplit(Criterion criterion) =>
        criterion.Kind != CriterionKind.Length
        && Gradings
            .SelectMany(grading => grading.Verdicts)
            .Where(verdict => verdict.Criterion.Position == criterion.Position && verdict.Points is not null)
            .Select(verdict => verdict.Points)
            .Distinct()
            .Skip(1)
            .Any();

    private Decision? Mine(Criterion criterion) =>
        ItemWork
            .Of(_events.Where(one => one.Item is null && one.Annotator.Id == _me?.Id))
            .Decided.GetValueOrDefault(new(Item.Line.Id, Turn, criterion.Position));

    /// <summary>What holds of each person, in each queue and outside, and what was settled.</summary>
    private IEnumerable<Decision> Said(Criterion criterion)
    {
        var key = new CriterionKey(Item.Line.Id, Turn, criterion.Position);
        var people = _events
            .GroupBy(one => (one.Item, one.Annotator.Id))
            .Select(group => ItemWork.Of(group).Decided.GetValueOrDefault(key))
            .OfType<Decision>()
            .Where(one => one.Judgement is not null);
        var settled = _events
            .Where(one => one.Kind == DecisionKind.Adjudicate && one.Position == criterion.Position)
            .GroupBy(one => one.Item)
            .Select(group => group.Last())
            .Where(one => one.Judgement is not null);
        return people.Concat(settled);
    }

    private async Task DecideAsync(Criterion criterion, Judgement judgement)
    {
        try
        {
            var person = await Person.GetAsync();
            var guideline = (await Store.Now.Annotation.GuidelinesAsync(CancellationToken.None)).FirstOrDefault(one =>
                one.Kind == criterion.Kind
            );
            await Store.Now.Annotation.KeepAsync(
                [
                    new()
                    {
                        Key = Guid.NewGuid().ToString("N"),
                        Kind = DecisionKind.Decide,
                        Generation = Item.Line.Id,
                        Turn = Turn,
                        Position = criterion.Position,
                        Annotator = new(person.Id, person.Name),
                        Judgement = judgement,
                        Saw = Sight.Everything,
                        Guideline = guideline?.Version,
                    },
                ],
                null,
                CancellationToken.None
            );
            News.Tell(null);
            Problem = null;
            await ReadAsync();
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            Problem = $"That was not kept. {problem.Message}";
        }
    }
}
