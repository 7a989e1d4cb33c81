using System.Globalization;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard.Pages.Annotate;

namespace SkillMix.Dashboard;

/// <content>The Agreement page: the queue, the cut, the coefficient, ε, and the cell that is open.</content>
public static partial class SkillMixUrls
{
    public const string AgreementPath = "/annotate/agreement";

    /// <summary>The Agreement page.</summary>
    public static string Agreement(AgreementView view) =>
        WithQuery(
            AgreementPath,
            [
                ("queue", view.Queue?.ToString("N")),
                ("by", view.By == AgreementCut.Kind ? null : AgreementWords.Key(view.By)),
                ("show", view.Show == CoefficientKind.Krippendorff ? null : AgreementWords.Key(view.Show)),
                (
                    "eps",
                    view.Epsilon == StandIn.UsualEpsilon ? null : view.Epsilon.ToString(CultureInfo.InvariantCulture)
                ),
                ("first", view.First),
                ("second", view.Second),
                ("value", view.Value),
                ("items", view.ShowsAllItems ? "all" : null),
                ("start", view.Start > 0 ? Number(view.Start) : null),
            ]
        );

    /// <summary>What an address of the Agreement page asks for. Words it does not know are passed over.</summary>
    public static AgreementView ReadAgreement(string uri)
    {
        var query = Query(uri);
        return new()
        {
            Queue = ReadGuid(One(query, "queue")),
            By = AgreementWords.ReadCut(One(query, "by")) ?? AgreementCut.Kind,
            Show = AgreementWords.ReadCoefficient(One(query, "show")) ?? CoefficientKind.Krippendorff,
            Epsilon =
                double.TryParse(One(query, "eps"), CultureInfo.InvariantCulture, out var epsilon)
                && StandIn.Epsilons.Contains(epsilon)
                    ? epsilon
                    : StandIn.UsualEpsilon,
            First = One(query, "first"),
            Second = One(query, "second"),
            Value = One(query, "value"),
            ShowsAllItems = One(query, "items") == "all",
            Start = Math.Max(0, ReadNumber(One(query, "start")) ?? 0),
        };
    }
}
