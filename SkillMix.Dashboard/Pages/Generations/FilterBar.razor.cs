using System.Globalization;
using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;
using SkillMix.Core.Storage;

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

    private string? _skill = "";
    private string? _topic = "";
    private string? _unknown;
    private string? _address;
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

    /// <summary>The store can only be looked at.</summary>
    [Parameter]
    public bool IsReadOnly { get; set; }

    /// <summary>Why a view could not be kept or removed; null where it could.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private GenerationFilter Filter => View.Filter;

    private const string SearchTitle = "All words must occur. \"a phrase\", begin*, -without";

    private string? Unsearchable =>
        !string.IsNullOrWhiteSpace(Filter.Search) && SearchQuery.ToFts5(Filter.Search) is null
            ? $"“{Filter.Search}” holds no word to look for, so everything is listed."
            : null;

    private string? ReadOnlyTitle => IsReadOnly ? "This store is open for reading only" : null;

    protected override void OnParametersSet()
    {
        var address = SkillMixUrls.Generations(View.With(Filter));
        if (address != _address)
        {
            (_address, _topic, _unknown) = (address, Filter.Topic, null);
        }
    }

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

    private void AddSkill()
    {
        var typed = _skill?.Trim() ?? "";
        _skill = "";
        if (Known(Choices?.Skills, typed) is not { } skill)
        {
            _unknown = typed.Length == 0 ? null : $"No skill of this store is called “{typed}”.";
        }
        else if (!Filter.Skills.Contains(skill))
        {
            Go(Filter with { Skills = [.. Filter.Skills, skill] });
        }
    }

    private void SetTopic()
    {
        var typed = _topic?.Trim() ?? "";
        var topic = Known(Choices?.Topics, typed);
        _topic = topic ?? Filter.Topic;
        if (topic is not null || typed.Length == 0)
        {
            Go(Filter with { Topic = topic });
        }
        else
        {
            _unknown = $"No topic of this store is called “{typed}”.";
        }
    }

    /// <summary>The name as the store writes it; null where it has none of that name.</summary>
    private static string? Known(IReadOnlyList<string>? names, string typed) =>
        names?.FirstOrDefault(name => name.Equals(typed, StringComparison.OrdinalIgnoreCase));

    private async Task SaveAsync()
    {
        if (!string.IsNullOrWhiteSpace(_viewName))
        {
            await OnSaveView.InvokeAsync(_viewName);
            if (Problem is null)
            {
                _viewName = "";
            }
        }
    }
}
