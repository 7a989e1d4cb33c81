using System.Globalization;
using System.Text;

namespace SkillMix.Core.Figures.Paper;

/// <summary>What a figure draws as CSV (RFC 4180): one line per point or cell, in the order in which it is drawn, with what it rests on.</summary>
public static class CsvWriter
{
    /// <summary>The columns: place is k or a name, counted says what n counts, method how the interval was made.</summary>
    public const string Header =
        "trace,place,x,x_low,x_high,value,low,high,bound_low,bound_high,standard_error,method,n,counted,undecided,of,note,grader,fingerprint,runs,simulated";

    /// <summary>Writes the points; a gap has no value.</summary>
    public static string Write(Figure figure)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var trace in figure.Traces)
        {
            foreach (var point in trace.Points)
            {
                Line(
                    text,
                    figure,
                    point.Basis,
                    trace.Name,
                    point.Name ?? figure.X.NameOf(point.X),
                    point.X,
                    point.XLow,
                    point.XHigh,
                    point.Y,
                    point.Low,
                    point.High,
                    point.BoundLow,
                    point.BoundHigh
                );
            }
        }

        foreach (var cell in figure.Cells?.Cells ?? [])
        {
            Line(
                text,
                figure,
                cell.Basis,
                figure.Y.NameOf(cell.Y),
                figure.X.NameOf(cell.X),
                cell.X,
                null,
                null,
                cell.Value,
                cell.Low,
                cell.High
            );
        }

        return text.ToString();
    }

    private static void Line(
        StringBuilder text,
        Figure figure,
        PointBasis? basis,
        string trace,
        string place,
        params ReadOnlySpan<double?> numbers
    )
    {
        const int Numbers = 8;
        text.Append(CsvWords.Cell(trace)).Append(',').Append(CsvWords.Cell(place));
        for (var i = 0; i < Numbers; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $",{(i < numbers.Length ? numbers[i] : null)}");
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $",{basis?.StandardError},{basis?.Method},{basis?.N},{basis?.Unit},{basis?.Unscored},{CsvWords.Cell(basis?.Of ?? "")},{CsvWords.Cell(basis?.Note ?? "")},{CsvWords.Cell(basis?.Grader ?? "")},{CsvWords.Cell(basis?.Fingerprint ?? "")},{CsvWords.Cell(string.Join(' ', basis?.Runs ?? []))},{(basis?.IsSimulated ?? figure.IsSimulated ? "true" : "false")}\n"
        );
    }
}
