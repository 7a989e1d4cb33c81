using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Commands;

/// <summary>Agreement as tables for a terminal.</summary>
internal static class AgreementTables
{
    public static void Print(
        AgreementReport report,
        IReadOnlyList<AgreementLine> lines,
        IReadOnlyList<StandIn> standIns
    )
    {
        var criteria = report.Criteria;
        if (criteria.Criteria.Count == 0)
        {
            Console.WriteLine(
                criteria.Queue is { } queue
                    ? $"Nobody has completed an item of the queue '{queue.Name}' yet."
                    : "Nobody has judged a text of this store yet; queues are made on the page Annotate."
            );
            return;
        }

        Console.WriteLine(AgreementWords.Facts(criteria));
        Console.WriteLine();
        Coefficients(criteria, [report.All, .. lines], report.Matrix);
        Console.WriteLine();
        foreach (var confusion in report.Confusions)
        {
            Confusion(confusion);
        }

        Console.WriteLine(
            AgreementWords.WhyNot(report.Effective) is { } whyNot
                ? $"Effective graders: –. {whyNot}"
                : $"Effective graders: {report.Effective} of {report.Effective.Graders}; mean correlation of errors {Cell(CoefficientKind.Krippendorff, report.Effective.MeanCorrelation)}."
        );
        foreach (var one in standIns)
        {
            Console.WriteLine($"Stand-in {one.Grader.Name}: {AgreementWords.Answer(one)}");
        }

        Console.WriteLine();
        foreach (var caution in AgreementCautions.Of(criteria))
        {
            Console.WriteLine($"Mind: {caution}");
        }

        Console.WriteLine(
            $"used/total counts criteria: α takes those that two have judged, the others those that all have. *: fewer than {AgreementReport.FewUnits}. –: not defined; --json says why."
        );
    }

    private static void Coefficients(RatedCriteria criteria, IReadOnlyList<AgreementLine> lines, AgreementMatrix matrix)
    {
        Console.WriteLine(
            $"{"part", -28} {"raters", -44} {"percent", 8} {"Cohen κ", 8} {"Fleiss κ", 8} {"α", 6} {"95 % interval", 15} {"used/total", 11} {"AC1", 6} {"95 % interval", 15} {"used/total", 11}"
        );
        foreach (var line in lines)
        {
            Line(line.Value, "people", line.People);
            foreach (var (grader, agreement) in line.Against)
            {
                Line(line.Value, $"{grader.Name} – people together", agreement);
            }

            Line(line.Value, "graders", line.Graders);
        }

        foreach (var pair in matrix.Pairs)
        {
            Line("pair", $"{criteria.Raters[pair.First].Name} – {criteria.Raters[pair.Second].Name}", pair.Agreement);
        }
    }

    private static void Line(string part, string raters, Agreement agreement)
    {
        Console.WriteLine(
            $"{part, -28} {raters, -44} {Number(CoefficientKind.Percent), 8} {Number(CoefficientKind.Cohen), 8} {Number(CoefficientKind.Fleiss), 8} {Number(CoefficientKind.Krippendorff), 6} {Limits(CoefficientKind.Krippendorff), 15} {Used(agreement.Krippendorff), 11} {Number(CoefficientKind.Gwet), 6} {Limits(CoefficientKind.Gwet), 15} {Used(agreement.Gwet), 11}"
        );

        string Number(CoefficientKind kind) => AgreementWords.Number(kind, agreement[kind].Value);

        string Limits(CoefficientKind kind) => AgreementWords.Limits(kind, agreement[kind].Interval) ?? "–";
    }

    private static void Confusion(ConfusionOfGrader confusion)
    {
        Console.WriteLine(
            $"{confusion.Grader.Name, -24} {"both met", 9} {"missed", 7} {"falsely", 8} {"neither", 8} {"used/total", 11} {"sensitivity", 24} {"specificity", 24}"
        );
        foreach (var line in confusion.Plain)
        {
            Share(AgreementWords.Name(line), line);
        }

        foreach (var line in confusion.Weighted)
        {
            Share($"{AgreementWords.Name(line)}, by 1/π", line);
        }

        Console.WriteLine();
    }

    private static void Share(string name, GraderConfusion line) =>
        Console.WriteLine(
            $"  {name, -22} {line.BothMet, 9} {line.Missed, 7} {line.FalselyMet, 8} {line.NeitherMet, 8} {$"{line.Used}/{line.Total}", 11} {AgreementWords.Share(line.Sensitivity), 24} {AgreementWords.Share(line.Specificity), 24}"
        );

    private static string Cell(CoefficientKind kind, Coefficient coefficient) =>
        AgreementWords.Number(kind, coefficient.Value)
        + (AgreementWords.Limits(kind, coefficient.Interval) is { } limits ? $" ({limits})" : "");

    private static string Used(Coefficient coefficient) =>
        $"{coefficient.Used}/{coefficient.Total}{(AgreementWords.IsSmall(coefficient) ? "*" : " ")}";
}
