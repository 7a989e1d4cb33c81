using System.Globalization;
using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;

namespace SkillMix.Dashboard.Pages.Generations;

/// <summary>Search, filters, chips and saved views. What is chosen goes into the address; nothing is kept here.</summary>
public sealed partial class FilterBar : ComponentBase
{
    private static readonly (Outcome Outcome, string Words)[] Chips =
    [
        (Outcome.GradersDisagree, "Graders disagree"),
        (Outcome.Unreadable, "Unreadable"),
        (Outcome.HumanDiffers, "Human differs"),
        (Outcome.FullMarks, "Full marks"),
        (Outcome.NotFullMarks, "Not full marks"),
        (Outcome.DiffersFromBase, "Differs from base"),
        (Outcome.Empty, "Empty"),
        (Outcome.Ungraded, "Ungraded"),
    ];

    private string _skill = "";
    private string _viewName = "";

    [Parameter, EditorRequired]
    public required GenerationsView View { get; set; }

    [Parameter, EditorRequired]
    public required BrowseChoices? Choices { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<SavedView> SavedViews { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<string> OnSaveView { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<Guid> OnRemoveView { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private GenerationFilter Filter => View.Filter;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Go(GenerationFilter filter) => Navigation.NavigateTo(SkillMixUrls.Generations(View.With(filter)));

    /// <summary>Full marks and not full marks shut each other out.</summary>
    private GenerationFilter Toggled(Outcome outcome)
    {
        var opposite = outcome switch
        {
            Outcome.FullMarks => Outcome.NotFullMarks,
            Outcome.NotFullMarks => Outcome.FullMarks,
            _ => outcome,
        };
        return Filter with
        {
            Outcomes = Filter.Outcomes.Contains(outcome)
                ? [.. Filter.Outcomes.Where(one => one != outcome)]
                : [.. Filter.Outcomes.Where(one => one != opposite), outcome],
        };
    }

    private void AddSkill(string? skill)
    {
        _skill = "";
        if (skill is not null && Choices?.Skills.Contains(skill) == true && !Filter.Skills.Contains(skill))
        {
            Go(Filter with { Skills = [.. Filter.Skills, skill] });
        }
    }

    private void SetTopic(string? topic)
    {
        if (string.IsNullOrEmpty(topic) || Choices?.Topics.Contains(topic) == true)
        {
            Go(Filter with { Topic = string.IsNullOrEmpty(topic) ? null : topic });
        }
    }

    private async Task SaveAsync()
    {
        if (!string.IsNullOrWhiteSpace(_viewName))
        {
            await OnSaveView.InvokeAsync(_viewName);
            _viewName = "";
        }
    }
}
