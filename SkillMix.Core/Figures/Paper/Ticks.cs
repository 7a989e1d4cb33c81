using System.Globalization;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Where an axis has its ticks, and what stands at them.</summary>
internal static class Ticks
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>Round numbers within a range, at equal steps of 1, 2, 2.5 or 5 times a power of ten.</summary>
    /// <param name="most">How many there is room for, ≥ 2.</param>
    public static IReadOnlyList<double> Within(double min, double max, int most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10((max - min) / most)));
        foreach (var step in Steps.Select(step => step * power))
        {
            var first = (long)Math.Ceiling((min / step) - 1e-9);
            var last = (long)Math.Floor((max / step) + 1e-9);
            if (last - first + 1 <= most)
            {
                return [.. Range(first, last).Select(i => Math.Round(i * step, 12))];
            }
        }

        return [];
    }

    /// <summary>The numbers with as many decimals as tell them apart, the same for all, and a true minus sign.</summary>
    public static IReadOnlyList<string> Texts(IReadOnlyList<double> ticks)
    {
        var decimals = Enumerable
            .Range(0, 10)
            .First(count =>
                count == 9 || ticks.All(tick => Math.Abs(Math.Round(tick, count) - tick) <= 1e-9 * Math.Abs(tick))
            );
        return
        [
            .. ticks.Select(tick => tick.ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '\u2212')),
        ];
    }

    private static IEnumerable<long> Range(long first, long last)
    {
        for (var i = first; i <= last; i++)
        {
            yield return i;
        }
    }
}
