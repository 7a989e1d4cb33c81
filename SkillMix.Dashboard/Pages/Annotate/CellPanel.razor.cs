using Microsoft.AspNetCore.Components;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>The criteria behind a cell, with what each side says and what people noted.</summary>
public sealed partial class CellPanel : ComponentBase
{
    private const int Most = 100;

    [Parameter, EditorRequired]
    public required OpenCell Cell { get; set; }

    [Parameter, EditorRequired]
    public required AgreementView View { get; set; }

    private IReadOnlyList<RatedCriterion> Items => View.ShowsAllItems ? Cell.Compared : Cell.Differing;

    /// <summary>The first line that is shown; the last stretch where the address asks for one behind the end.</summary>
    private int Start => View.Start < Items.Count ? View.Start : (Items.Count - 1) / Most * Most;

    private IReadOnlyList<RatedCriterion> Shown => [.. Items.Skip(Start).Take(Most)];
}
