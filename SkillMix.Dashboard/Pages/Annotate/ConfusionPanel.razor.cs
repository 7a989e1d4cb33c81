using Microsoft.AspNetCore.Components;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>How often each grader says what people say, kind by kind.</summary>
public sealed partial class ConfusionPanel : ComponentBase
{
    [Parameter, EditorRequired]
    public required AgreementReport Report { get; set; }

    private bool IsWeighted => Report.Confusions.Any(confusion => confusion.Weighted.Count > 0);
}
