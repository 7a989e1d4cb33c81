using Microsoft.AspNetCore.Components;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>Agreement over all criteria, and part by part.</summary>
public sealed partial class AgreementLinesPanel : ComponentBase
{
    [Parameter, EditorRequired]
    public required AgreementReport Report { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<AgreementLine> Lines { get; set; }

    [Parameter, EditorRequired]
    public required AgreementView View { get; set; }
}
