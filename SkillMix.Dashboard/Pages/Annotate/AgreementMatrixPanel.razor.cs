using Microsoft.AspNetCore.Components;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>Agreement of every person and grader with every other.</summary>
public sealed partial class AgreementMatrixPanel : ComponentBase
{
    [Parameter, EditorRequired]
    public required AgreementReport Report { get; set; }

    [Parameter, EditorRequired]
    public required AgreementView View { get; set; }

    private IReadOnlyList<Rater> Raters => Report.Criteria.Raters;

    private string Meaning =>
        View.Show switch
        {
            CoefficientKind.Percent => "The share of criteria on which both say the same, chance included.",
            CoefficientKind.Cohen =>
                "1 is full agreement, 0 what chance would give by each one's own share of met. Where nearly all is met it collapses although both agree: read AC1 beside it.",
            CoefficientKind.Fleiss =>
                "1 is full agreement, 0 what chance would give by the share of met of both together. Where nearly all is met it collapses although both agree: read AC1 beside it.",
            CoefficientKind.Gwet =>
                "1 is full agreement, 0 what chance would give. It holds where nearly all is met, and is kinder than κ and α there.",
            _ =>
                "1 is full agreement, 0 what chance would give. It takes incomplete data. Where nearly all is met it collapses although both agree: read AC1 beside it.",
        };

    private static string Who(Rater one, Rater other) => $"{one.Name} and {other.Name}";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
