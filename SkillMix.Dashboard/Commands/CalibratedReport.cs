using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Commands;

/// <summary>Success as annotators judge it, as "metrics --people" says it. Others rely on the JSON: fields are added, never renamed.</summary>
internal static class CalibratedReport
{
    /// <summary>The document beside the rows.</summary>
    public static object Document(CalibratedSuccess success, IReadOnlyList<string> cautions) =>
        new
        {
            queue = success.Spec.Name,
            id = success.Queue.ToString("N"),
            unit = success.IsPerGeneration ? "generation" : "tuple",
            quantity = CalibratedWords.Quantity(success),
            graders = success.Panel.Words,
            success.Confidence,
            agreement = Agreement(success.Agreement),
            why_none = success.WhyNone,
            points = success.Points.Select(Point),
            cautions,
        };

    /// <summary>The table under the rows.</summary>
    public static void Print(CalibratedSuccess success, IReadOnlyList<string> cautions)
    {
        Console.WriteLine();
        if (success.WhyNone is { } reason)
        {
            Console.WriteLine(reason);
            return;
        }

        Console.WriteLine(
            $"{CalibratedWords.Quantity(success)}, {CalibratedWords.Title} of the queue '{success.Spec.Name}'; it froze: {success.Panel.Words}"
        );
        Console.WriteLine(
            $"{"student", -24} {"setting", -9} {"k", 2} {"calibrated", 15} {FormattableString.Invariant($"{100 * success.Confidence:0.#} % interval"), 16} {"plain", 15} {"naive", 6} {"labels/drawn/units", 18} {"changed", 7} {"AC1", 6} {"used/total", 10}"
        );
        foreach (var point in success.Points)
        {
            var (rate, agreement) = (point.Rate, point.Agreement);
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{point.Student, -24} {SettingWords.Of(point.Setting), -9} {point.K, 2} {CalibratedWords.Value(point), 15} {CalibratedWords.Limits(point.Interval), 16} {CalibratedWords.Plain(point), 15} {rate.Naive, 6:F3} {$"{rate.Labels}/{rate.Drawn}/{rate.Units}", 18} {rate.Corrections, 7} {(agreement.Used == 0 ? "–" : FormattableString.Invariant($"{agreement.Gwet.Value:F2}")), 6} {$"{agreement.Used}/{agreement.Total}", 10}{(point.IsSimulated ? "  simulated" : "")}"
                )
            );
        }

        Console.WriteLine($"People among themselves, over the queue: {CalibratedWords.Agreement(success.Agreement)}.");
        foreach (var caution in cautions)
        {
            Console.WriteLine($"  {caution}");
        }
    }

    private static object Point(CalibratedPoint point) =>
        new
        {
            student = point.Student,
            setting = SettingWords.Of(point.Setting),
            k = point.K,
            value = point.Calibrated?.Shown,
            standard_error = point.StandardError,
            low = point.Interval?.Low,
            high = point.Interval?.High,
            widening = Word(point.Widening),
            end_low = point.Ends?.Low,
            end_high = point.Ends?.High,
            plain = Corrected(point.Calibrated is null ? null : point.Rate.Plain),
            naive = point.Rate.Naive,
            naive_low = point.Rate.NaiveInterval?.Low,
            naive_high = point.Rate.NaiveInterval?.High,
            labels = point.Rate.Labels,
            drawn = point.Rate.Drawn,
            units = point.Rate.Units,
            changed = point.Rate.Corrections,
            unasked = point.Unasked,
            panel_undecided = point.Rate.PanelUndecided,
            not_estimable = point.NotEstimable,
            warnings = point.Warnings,
            agreement = Agreement(point.Agreement),
            cells = Cells(point.Rate),
            cells_undecided_as_met = point.IfMet is { } other ? Cells(other) : null,
            simulated = point.IsSimulated,
        };

    private static object? Corrected(CorrectedEstimate? estimate) =>
        estimate is null
            ? null
            : new
            {
                value = estimate.Shown,
                standard_error = estimate.StandardError,
                low = estimate.Interval.Low,
                high = estimate.Interval.High,
            };

    private static object Agreement(HumanAgreement agreement) =>
        new
        {
            people = agreement.People,
            ac1 = agreement.Gwet.Value,
            percent = agreement.Percent.Value,
            used = agreement.Used,
            total = agreement.Total,
        };

    private static object Cells(CalibratedRate rate) =>
        rate.Cells.Select(cell => new
        {
            panel = cell.Panel ? "met" : "not met",
            split = cell.IsSplit,
            units = cell.Units,
            drawn = cell.Drawn,
            labels = cell.Labels,
            response_rate = cell.ResponseRate,
            expected = cell.Expected,
        });

    private static string Word(Widening widening) =>
        widening switch
        {
            Widening.FewCorrections => "few_corrections",
            Widening.ThinCell => "thin_cell",
            _ => "none",
        };
}
