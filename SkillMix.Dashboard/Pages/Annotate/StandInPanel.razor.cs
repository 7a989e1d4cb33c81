using System.Globalization;
using Microsoft.AspNetCore.Components;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard.Pages.Curves;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>What the panel is worth in independent graders, and whether a grader may stand in for people.</summary>
public sealed partial class StandInPanel : ComponentBase
{
    [Parameter, EditorRequired]
    public required AgreementReport Report { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<StandIn> StandIns { get; set; }

    [Parameter, EditorRequired]
    public required AgreementView View { get; set; }

    private static string WordOf(double epsilon) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"ε = {epsilon:0.##}: {epsilon switch
            {
                0.2 => "experts",
                0.1 => "a crowd",
                _ => "skilled people",
            }}"
        );

    private static string Two(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";

    private static string Contest(AnnotatorContest contest) =>
        contest.PValue is { } p
            ? $"{contest.Units}, p {(p < 0.001 ? "" : "= ")}{MeasureText.PValue(p)}{(contest.IsRejected ? " ✓" : "")}"
            : $"{contest.Units}, too few";
}
