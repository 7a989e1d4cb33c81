using System.Globalization;
using System.Text;

namespace SkillMix.Core.Figures.Paper;

/// <summary>What a figure draws as CSV (RFC 4180): one line per point, in the order in which it is drawn.</summary>
public static class CsvWriter
{
    /// <summary>Writes the points; a gap has no value.</summary>
    public static string Write(Figure figure)
    {
        var text = new StringBuilder("trace,x,value,low,high,bound_low,bound_high,simulated\n");
        foreach (var trace in figure.Traces)
        {
            foreach (var point in trace.Points)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{Quoted(trace.Name)},{point.X},{point.Y},{point.Low},{point.High},{point.BoundLow},{point.BoundHigh},{(figure.IsSimulated ? "true" : "false")}\n"
                );
            }
        }

        return text.ToString();
    }

    private static string Quoted(string words) =>
        words.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? words
            : $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
