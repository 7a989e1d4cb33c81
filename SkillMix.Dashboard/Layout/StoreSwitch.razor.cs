using Microsoft.AspNetCore.Components;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Layout;

/// <summary>The button that opens the other store, and says in one sentence why it cannot.</summary>
public sealed partial class StoreSwitch : ComponentBase
{
    private bool _isSwitching;
    private string? _problem;

    /// <summary>To the sample store; otherwise to one's own.</summary>
    [Parameter]
    public bool ToSample { get; set; }

    /// <summary>More classes of the button.</summary>
    [Parameter]
    public string Class { get; set; } = "";

    [Inject]
    public required CurrentStore Store { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Meaning =>
        ToSample
            ? "Opens the simulated study, a file of its own; your store stays as it is"
            : $"Opens {Store.OwnPath}, and makes it where there is none; the sample study stays as it is";

    private async Task SwitchAsync()
    {
        _isSwitching = true;
        _problem = null;
        try
        {
            await (ToSample ? Store.SwitchToSampleAsync() : Store.SwitchToOwnAsync());
            Navigation.NavigateTo(SkillMixUrls.Home, forceLoad: true);
        }
        catch (Exception problem) when (problem is StoreException or IOException or UnauthorizedAccessException)
        {
            _problem = problem.Message;
        }
        finally
        {
            _isSwitching = false;
        }
    }
}
