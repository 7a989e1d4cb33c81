using Microsoft.AspNetCore.Components;

namespace SkillMix.Dashboard.Components;

/// <summary>A menu in which any number of words can be ticked.</summary>
public sealed partial class CheckMenu : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Choices { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Chosen { get; set; }

    /// <summary>How a choice is shown; as it stands when null.</summary>
    [Parameter]
    public Func<string, string>? Text { get; set; }

    /// <summary>Told the new choice.</summary>
    [Parameter, EditorRequired]
    public EventCallback<IReadOnlyList<string>> OnChange { get; set; }

    private string Word(string choice) => Text?.Invoke(choice) ?? choice;

    private Task Toggle(string choice) =>
        OnChange.InvokeAsync(Chosen.Contains(choice) ? [.. Chosen.Where(one => one != choice)] : [.. Chosen, choice]);
}
