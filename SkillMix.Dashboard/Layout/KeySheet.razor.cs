using Microsoft.AspNetCore.Components;
using SkillMix.Dashboard.Browser;

namespace SkillMix.Dashboard.Layout;

/// <summary>Says which keys there are, and turns them off for those whom they disturb (WCAG 2.1.4).</summary>
public sealed partial class KeySheet : ComponentBase
{
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    public required PageKeys Keys { get; init; }

    private bool IsOn
    {
        get => Keys.IsOn;
        set => _ = Keys.TurnAsync(value);
    }
}
