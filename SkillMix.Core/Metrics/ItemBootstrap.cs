using System.Runtime.CompilerServices;

namespace SkillMix.Core.Metrics;

/// <summary>Statistics of a table in which pattern p occurs <paramref name="counts"/>[p] times; NaN where one is not defined.</summary>
internal delegate void PatternStatistics(ReadOnlySpan<int> counts, Span<double> values);

/// <summary>Draws items with replacement, each with all its units, as often as there are items, and takes percentiles of what comes out.</summary>
/// <remarks>
/// Efron 1979; percentile interval, Efron and Tibshirani 1993, chapter 13. Units alike are counted together: a repeat is a count
/// per pattern, so its cost is one step per unit.
/// </remarks>
internal static class ItemBootstrap
{
    /// <summary>Coefficients of the units, in the order in which <paramref name="statistics"/> writes them.</summary>
    /// <param name="patterns">The units used.</param>
    /// <param name="total">Units in the table.</param>
    /// <param name="number">How many statistics there are.</param>
    public static Coefficient[] Of(
        UnitPatterns patterns,
        int total,
        int number,
        PatternStatistics statistics,
        BootstrapSpec spec
    )
    {
        spec.Check();
        var used = patterns.Units;
        if (used == 0)
        {
            return [.. Enumerable.Repeat(Coefficient.NotDefined(total), number)];
        }

        var values = new double[number];
        statistics([.. patterns.Counts], values);
        var repeated = patterns.Items.Count < 2 ? [] : Repeat(patterns, number, statistics, spec);
        return
        [
            .. values.Select(
                (value, place) => Summary(value, [.. repeated.Select(repeat => repeat[place])], used, total, spec)
            ),
        ];
    }

    private static Coefficient Summary(double value, double[] repeated, int used, int total, BootstrapSpec spec)
    {
        double[] defined = [.. repeated.Where(repeat => !double.IsNaN(repeat))];
        var undefined = repeated.Length - defined.Length;
        return double.IsNaN(value)
            ? new(null, null, used, total, undefined)
            : new(
                value,
                undefined > defined.Length ? null : Intervals.Percentile(defined, spec.Confidence),
                used,
                total,
                undefined
            );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[][] Repeat(
        UnitPatterns patterns,
        int number,
        PatternStatistics statistics,
        BootstrapSpec spec
    )
    {
        int[][] items = [.. patterns.Items];
        var counts = new int[patterns.Counts.Count];
        var repeated = new double[spec.Repeats][];
        var chance = new SplitMix64(spec.Seed);
        for (var repeat = 0; repeat < repeated.Length; repeat++)
        {
            Array.Clear(counts);
            for (var draw = 0; draw < items.Length; draw++)
            {
                foreach (var pattern in items[chance.Below(items.Length)])
                {
                    counts[pattern]++;
                }
            }

            repeated[repeat] = new double[number];
            statistics(counts, repeated[repeat]);
        }

        return repeated;
    }
}

/// <summary>Units by what was said of them: those alike share a pattern. And the items that they come in.</summary>
internal sealed class UnitPatterns
{
    private readonly List<int?[]> _patterns = [];
    private readonly List<int> _counts = [];
    private readonly Dictionary<int, List<int>> _items = [];

    /// <param name="units">Shape [unit][rater], each with the item it belongs to.</param>
    public UnitPatterns(IEnumerable<(int Item, IReadOnlyList<int?> Values)> units)
    {
        var known = new Dictionary<string, int>();
        foreach (var (item, values) in units)
        {
            var key = string.Join(',', values);
            if (!known.TryGetValue(key, out var pattern))
            {
                known[key] = pattern = _patterns.Count;
                _patterns.Add([.. values]);
                _counts.Add(0);
            }

            _counts[pattern]++;
            (_items.TryGetValue(item, out var patterns) ? patterns : _items[item] = []).Add(pattern);
            Units++;
        }
    }

    /// <summary>How many units there are.</summary>
    public int Units { get; }

    /// <summary>Shape [pattern][rater].</summary>
    public IReadOnlyList<int?[]> Patterns => _patterns;

    /// <summary>Units of each pattern.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>The patterns of the units of each item, in the order in which items first come.</summary>
    public IReadOnlyList<int[]> Items => [.. _items.Values.Select(patterns => patterns.ToArray())];
}
