using Microsoft.AspNetCore.Components;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Pages.Models;

/// <summary>Where a model's key is, and a field to enter one. What is typed goes into the encrypted file and is never shown again.</summary>
public sealed partial class KeyPanel : ComponentBase
{
    private string? _key;
    private int _entered;
    private string? _said;
    private string? _problem;

    [Inject]
    public required ModelBook Book { get; init; }

    [Parameter, EditorRequired]
    public required KeyState State { get; set; }

    /// <summary>A key was kept or forgotten.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private Task Keep()
    {
        var key = _key ?? "";
        _key = null;
        _entered++; // a fresh field, so that nothing typed stays on the page
        return DoAsync(() => Book.KeepKey(State.Variable, key), "The key is kept.");
    }

    private Task Forget() => DoAsync(() => Book.ForgetKey(State.Variable), "The kept key is forgotten.");

    private async Task DoAsync(Action change, string said)
    {
        (_said, _problem) = (null, null);
        try
        {
            change();
            _said = said;
        }
        catch (Exception problem)
            when (problem is ArgumentException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _problem = problem.Message;
        }

        await OnChanged.InvokeAsync();
    }
}
