using System.Text;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Curves;

/// <summary>Success as annotators judge it as a file, inside an address.</summary>
public static class CalibratedCsv
{
    private const string Header =
        "student,setting,k,unit,calibrated,standard_error,low,high,end_low,end_high,plain,plain_standard_error,naive,labels,drawn,units,changed,unasked,people,people_ac1,people_percent,people_used,people_total,simulated,queue,graders,not_estimable,warnings";

    /// <summary>A data address that a link with "download" saves.</summary>
    public static string DataUrl(CalibratedSuccess success) => CurvesCsv.DataUrl(Text(success));

    /// <summary>CSV with a header, lines ending in CR LF, numbers in full and without a culture; what is not estimable has empty cells and a reason.</summary>
    public static string Text(CalibratedSuccess success)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var point in success.Points)
        {
            var plain = point.Calibrated is null ? null : point.Rate.Plain;
            string[] cells =
            [
                CsvWords.Cell(point.Student),
                SettingWords.Of(point.Setting),
                CurvesCsv.Number(point.K),
                success.IsPerGeneration ? "generation" : "tuple",
                CurvesCsv.Number(point.Calibrated?.Shown),
                CurvesCsv.Number(point.StandardError),
                CurvesCsv.Number(point.Interval?.Low),
                CurvesCsv.Number(point.Interval?.High),
                CurvesCsv.Number(point.Ends?.Low),
                CurvesCsv.Number(point.Ends?.High),
                CurvesCsv.Number(plain?.Shown),
                CurvesCsv.Number(plain?.StandardError),
                CurvesCsv.Number(point.Rate.Naive),
                CurvesCsv.Number(point.Rate.Labels),
                CurvesCsv.Number(point.Rate.Drawn),
                CurvesCsv.Number(point.Rate.Units),
                CurvesCsv.Number(point.Rate.Corrections),
                CurvesCsv.Number(point.Unasked),
                CurvesCsv.Number(point.Agreement.People),
                CurvesCsv.Number(point.Agreement.Gwet.Value),
                CurvesCsv.Number(point.Agreement.Percent.Value),
                CurvesCsv.Number(point.Agreement.Used),
                CurvesCsv.Number(point.Agreement.Total),
                point.IsSimulated ? "true" : "false",
                CsvWords.Cell(success.Spec.Name),
                CsvWords.Cell(success.Panel.Words),
                CsvWords.Cell(point.NotEstimable ?? ""),
                CsvWords.Cell(string.Join(" ", point.Warnings)),
            ];
            text.AppendJoin(',', cells).Append("\r\n");
        }

        return text.ToString();
    }
}
