using System.Diagnostics;
using System.Globalization;

namespace SkillMix.Benchmarks;

/// <summary>One line of the report: a figure of merit, what it should be and what it is.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Target">The target in words; empty where there is none.</param>
/// <param name="Measured">The measured value with its unit.</param>
/// <param name="Holds">Whether the target holds; null where there is none, or where nothing could be measured.</param>
public sealed record Measurement(string Name, string Target, string Measured, bool? Holds)
{
    /// <summary>A time in seconds.</summary>
    /// <param name="target">Most seconds it may take; null for no target.</param>
    public static Measurement Time(string name, double? target, Timing timing, string note = "") =>
        new(
            name,
            target is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"≤ {target} s"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{timing.Median:0.000} s ({timing.Least:0.000} … {timing.Most:0.000}){note}"
            ),
            target is null ? null : timing.Median <= target
        );

    /// <summary>A row that could not be measured, and why.</summary>
    public static Measurement Skipped(string name, string target, string reason) =>
        new(name, target, $"not measured: {reason}", null);

    /// <summary>The last column.</summary>
    public string Verdict =>
        Holds switch
        {
            true => "holds",
            false => "does not hold",
            null => "–",
        };
}

/// <summary>Seconds that several runs of the same thing took.</summary>
public readonly record struct Timing(double Median, double Least, double Most)
{
    /// <summary>Runs something once to warm up and then as often as asked.</summary>
    public static async Task<Timing> OfAsync(int runs, Func<Task> action)
    {
        await action();
        var seconds = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await action();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        var middle = (seconds[runs / 2] + seconds[(runs - 1) / 2]) / 2;
        return new(middle, seconds[0], seconds[^1]);
    }
}
