using Microsoft.AspNetCore.Components;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>One coefficient in a table: value, interval, ground, and a link to the criteria behind it.</summary>
public sealed partial class AgreementCell : ComponentBase
{
    private const int Steps = 5;

    [Parameter, EditorRequired]
    public required Agreement Agreement { get; set; }

    /// <summary>The coefficient that is shown; the title says all of them.</summary>
    [Parameter, EditorRequired]
    public CoefficientKind Kind { get; set; }

    /// <summary>Who is compared.</summary>
    [Parameter, EditorRequired]
    public required string Who { get; set; }

    /// <summary>Opens the criteria behind it.</summary>
    [Parameter, EditorRequired]
    public required string Href { get; set; }

    [Parameter]
    public bool IsOpen { get; set; }

    /// <summary>Says used / total in the cell itself.</summary>
    [Parameter]
    public bool ShowsUsed { get; set; }

    private Coefficient Shown => Agreement[Kind];

    private string? Step => StepOf(Shown.Value);

    private string Title =>
        string.Join(
            ". ",
            new[]
            {
                $"{Who}, {AgreementWords.Name(Kind)}: {Told(Kind)}",
                AgreementWords.WhyNot(Kind, Agreement)?.TrimEnd('.'),
                AgreementWords.WhyNoInterval(Shown)?.TrimEnd('.'),
                $"{Shown.Used} of {Shown.Total} criteria",
                string.Join(
                    ", ",
                    Enum.GetValues<CoefficientKind>()
                        .Where(kind => kind != Kind && Agreement[kind].Value is not null)
                        .Select(kind => $"{AgreementWords.Name(kind)} {Told(kind)}")
                ),
            }.Where(part => !string.IsNullOrEmpty(part))
        );

    /// <summary>The class of a colour step: five from 0 to 1, and one for what is below 0; none where nothing is defined.</summary>
    public static string? StepOf(double? value) =>
        value switch
        {
            null => null,
            < 0 => "below",
            { } number => $"step{Math.Min(Steps - 1, (int)(number * Steps))}",
        };

    private string Told(CoefficientKind kind) =>
        AgreementWords.Number(kind, Agreement[kind].Value)
        + (AgreementWords.Limits(kind, Agreement[kind].Interval) is { } limits ? $" (95 % interval {limits})" : "");
}
