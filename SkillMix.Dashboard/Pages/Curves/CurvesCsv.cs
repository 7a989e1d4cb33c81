using System.Globalization;
using System.Text;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Curves;

/// <summary>The rows of a figure as a file, inside an address.</summary>
public static class CurvesCsv
{
    private const string Header =
        "student,setting,grader,k,metric,value,standard_error,low,high,interval,n,generations,gradings,unscored,bound_low,bound_high,left_out,dropped,simulated,sample,fingerprint";

    /// <summary>A data address that a link with "download" saves.</summary>
    public static string DataUrl(IEnumerable<MetricRow> rows) => DataUrl(Text(rows));

    internal static string DataUrl(string text) => "data:text/csv;charset=utf-8," + Uri.EscapeDataString(text);

    /// <summary>CSV with a header, lines ending in CR LF, numbers in full and without a culture.</summary>
    public static string Text(IEnumerable<MetricRow> rows)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var row in rows)
        {
            var estimate = row.Estimate;
            string[] cells =
            [
                CsvWords.Cell(row.Student),
                SettingWords.Of(row.Setting),
                CsvWords.Cell(row.Grader),
                Number(row.K),
                MetricDefinition.JsonName(row.Metric),
                Number(estimate.Value),
                Number(estimate.StandardError),
                Number(estimate.Low),
                Number(estimate.High),
                estimate.IntervalMethod,
                Number(estimate.N),
                Number(estimate.GenerationsPerTuple),
                Number(row.Gradings),
                Number(estimate.Unscored),
                Number(estimate.BoundLow),
                Number(estimate.BoundHigh),
                Number(estimate.LeftOut),
                Number(estimate.Dropped),
                row.IsSimulated ? "true" : "false",
                CsvWords.Cell(row.Sample),
                row.Fingerprint,
            ];
            text.AppendJoin(',', cells).Append("\r\n");
        }

        return text.ToString();
    }

    internal static string Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
