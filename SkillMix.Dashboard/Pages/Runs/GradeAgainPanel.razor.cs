using Microsoft.AspNetCore.Components;
using SkillMix.Core.Prompts;
using SkillMix.Core.Rehearsal;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Runs;

/// <summary>Has the texts of a run, of an imported one too, graded by another grader or with another prompt.</summary>
public sealed partial class GradeAgainPanel : ComponentBase
{
    private GraderDesign _order = new("");
    private IReadOnlyList<string> _names = [];
    private IReadOnlyList<PromptTemplate> _stored = [];
    private bool _isStarting;
    private string? _problem;

    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public required RunLine Line { get; set; }

    /// <summary>The gradings were asked for.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    public required RunDesk Desk { get; init; }

    [Inject]
    public required ModelBook Book { get; init; }

    [Inject]
    public required CurrentStore Store { get; init; }

    private string Button =>
        $"Ask for {(Line.Counts.AllTexts.Done - Line.Counts.Empty - Line.Counts.Refused) * _order.Rounds:N0} gradings";

    protected override async Task OnInitializedAsync()
    {
        _names = [.. Book.Offered, .. RehearsalModels.Names];
        _stored = await Store.Now.Runs.PromptsAsync(CancellationToken.None);
    }

    private void RemoveModel() => _order = _order with { Model = "" };

    private async Task StartAsync()
    {
        _isStarting = true;
        _problem = null;
        try
        {
            await Desk.GradeAsync(Line.Standing.Run, _order);
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
