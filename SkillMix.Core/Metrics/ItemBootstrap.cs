using System.Runtime.CompilerServices;

namespace SkillMix.Core.Metrics;

/// <summary>Statistics of a table in which pattern p occurs <paramref name="counts"/>[p] times; NaN where one is not defined.</summary>
internal delegate void PatternStatistics(ReadOnlySpan<int> counts, Span<double> values);

/// <summary>Draws units with replacement, each whole, as often as there are units, and takes percentiles of what comes out.</summary>
/// <remarks>
/// Efron 1979; percentile interval, Efron and Tibshirani 1993, chapter 13. Units alike are counted together: a repeat is a count
/// per pattern, so its cost is one draw per unit.
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
        var used = patterns.PatternOf.Count;
        if (used == 0)
        {
            return [.. Enumerable.Repeat(Coefficient.NotDefined(total), number)];
        }

        var values = new double[number];
        statistics([.. patterns.Counts], values);
        var repeated = used < 2 ? [] : Repeat(patterns, number, statistics, spec);
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
        int[] patternOf = [.. patterns.PatternOf];
        var counts = new int[patterns.Counts.Count];
        var repeated = new double[spec.Repeats][];
        var state = spec.Seed;
        for (var repeat = 0; repeat < repeated.Length; repeat++)
        {
            Array.Clear(counts);
            for (var draw = 0; draw < patternOf.Length; draw++)
            {
                // The upper half of a product: a place in [0, n), even to within n / 2⁶⁴.
                counts[patternOf[Math.BigMul(Next(ref state), (ulong)patternOf.Length, out _)]]++;
            }

            repeated[repeat] = new double[number];
            statistics(counts, repeated[repeat]);
        }

        return repeated;
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same numbers from the same seed on any machine.</summary>
    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

/// <summary>Units by what was said of them: those alike share a pattern.</summary>
internal sealed class UnitPatterns
{
    private readonly List<int?[]> _patterns = [];
    private readonly List<int> _counts = [];
    private readonly List<int> _patternOf = [];

    /// <param name="units">Shape [unit][rater].</param>
    public UnitPatterns(IEnumerable<IReadOnlyList<int?>> units)
    {
        var known = new Dictionary<string, int>();
        foreach (var unit in units)
        {
            var key = string.Join(',', unit);
            if (!known.TryGetValue(key, out var pattern))
            {
                known[key] = pattern = _patterns.Count;
                _patterns.Add([.. unit]);
                _counts.Add(0);
            }

            _counts[pattern]++;
            _patternOf.Add(pattern);
        }
    }

    /// <summary>Shape [pattern][rater].</summary>
    public IReadOnlyList<int?[]> Patterns => _patterns;

    /// <summary>Units of each pattern.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>The pattern of each unit.</summary>
    public IReadOnlyList<int> PatternOf => _patternOf;
}
