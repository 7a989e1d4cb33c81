using Microsoft.AspNetCore.Components;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Runs;

/// <summary>What can be done with a run now: pause, go on, ask again what failed, cancel.</summary>
public sealed partial class RunActions : ComponentBase
{
    private bool _isStarting;
    private string? _problem;

    [Parameter, EditorRequired]
    public required RunLine Line { get; set; }

    /// <summary>Only what a line of a list has room for.</summary>
    [Parameter]
    public bool IsShort { get; set; }

    /// <summary>New terms to go on with; null for those of the last time.</summary>
    [Parameter]
    public RunTerms? Terms { get; set; }

    /// <summary>Something was done.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    public required RunDesk Desk { get; init; }

    private Run Run => Line.Standing.Run;

    private bool CanGoOn => Run.State != RunState.Finished || Line.IsIncomplete;

    private string Word =>
        Run.State switch
        {
            RunState.Planned => "Start",
            RunState.Finished when Line.Counts.All.Failed > 0 => $"Ask {Line.Counts.All.Failed:N0} again",
            _ => "Go on",
        };

    private string Meaning =>
        Run.State == RunState.Finished
            ? "Asks again what failed; what is there stays"
            : "Goes on where it was; nothing that is kept is asked again";

    private Task GoOnAsync() => TryAsync(() => Desk.GoOnAsync(Run, Terms));

    private Task CancelAsync() => TryAsync(() => Desk.CancelAsync(Run));

    private async Task TryAsync(Func<Task> action)
    {
        _isStarting = true;
        _problem = null;
        try
        {
            await action();
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _problem = problem.Message;
        }
        finally
        {
            _isStarting = false;
        }

        await OnDone.InvokeAsync();
    }
}
