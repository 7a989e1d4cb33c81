using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;

namespace SkillMix.Dashboard.Pages.Generations;

/// <summary>One line of the list: a real link, so that it can be opened in a tab of its own.</summary>
public sealed partial class GenerationRow : ComponentBase
{
    [Parameter, EditorRequired]
    public required GenerationLine Line { get; set; }

    [Parameter, EditorRequired]
    public required string Href { get; set; }

    [Parameter]
    public bool IsOpen { get; set; }

    private string Points =>
        Line.Points is { } points
            ? FormattableString.Invariant($"{points:0.#}/{Line.K + 3}")
            : FormattableString.Invariant($"–/{Line.K + 3}");

    private string Words =>
        Line switch
        {
            { Gradings: 0, FullMarks: null } => "not graded",
            { FullMarks: true } => "full marks",
            { FullMarks: false } => "not full marks",
            _ => "full marks undecided",
        };

    private string Css =>
        Line.FullMarks switch
        {
            true => "met",
            false => "notmet",
            null => "open",
        };

    // A line changes only with its data: a list of a hundred must not be compared again at each key.
    private (GenerationLine, string, bool) _rendered;

    protected override bool ShouldRender()
    {
        var now = (Line, Href, IsOpen);
        if (now == _rendered)
        {
            return false;
        }

        _rendered = now;
        return true;
    }
}
