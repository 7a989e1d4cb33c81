using System.Globalization;
using Microsoft.AspNetCore.Components;
using SkillMix.Core.Grading;

namespace SkillMix.Dashboard.Components;

/// <summary>One verdict as a sign, a colour and a word, so that none of them has to be seen alone.</summary>
public sealed partial class VerdictMark : ComponentBase
{
    [Parameter, EditorRequired]
    public VerdictState State { get; set; }

    /// <summary>Points where they are partial.</summary>
    [Parameter]
    public double? Points { get; set; }

    /// <summary>The word stands beside the sign; otherwise it is in the title.</summary>
    [Parameter]
    public bool ShowsWords { get; set; }

    private string Sign =>
        State switch
        {
            VerdictState.Met => "✓",
            VerdictState.NotMet => "✗",
            VerdictState.Partial => Points?.ToString("0.##", CultureInfo.InvariantCulture) ?? "½",
            VerdictState.Refused => "⊘",
            VerdictState.Failed => "!",
            _ => "?",
        };

    private string Words =>
        State switch
        {
            VerdictState.Met => "met",
            VerdictState.NotMet => "not met",
            VerdictState.Partial => "partly met",
            VerdictState.Refused => "refused to grade",
            VerdictState.Failed => "request failed",
            _ => "unreadable",
        };

    private string Css =>
        State switch
        {
            VerdictState.Met => "met",
            VerdictState.NotMet => "notmet",
            VerdictState.Partial => "partial",
            _ => "unreadable",
        };
}
