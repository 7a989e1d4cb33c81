using Microsoft.AspNetCore.Components;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.People;

/// <summary>A field for a name: of somebody new, or a new one of somebody.</summary>
public sealed partial class LocalPanel : ComponentBase
{
    private string? _name;
    private string? _said;
    private string? _problem;

    [Inject]
    public required LocalPeople Locals { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Who is renamed; null for somebody new.</summary>
    [Parameter, EditorRequired]
    public Person? Person { get; set; }

    /// <summary>Somebody was renamed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    protected override void OnInitialized() => _name = Person?.Name;

    private async Task SaveAsync()
    {
        (_said, _problem) = (null, null);
        try
        {
            if (Person is null)
            {
                Locals.Add(_name);
                Navigation.NavigateTo(SkillMixUrls.PeoplePath);
            }
            else
            {
                Locals.Rename(Person.Id, _name);
                _said = "Renamed.";
                await OnChanged.InvokeAsync();
            }
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _problem = problem.Message;
        }
    }
}
