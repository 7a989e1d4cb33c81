namespace SkillMix.Core.Metrics;

/// <summary>How far raters agree on nominal values, by the usual coefficients side by side.</summary>
/// <remarks>
/// <para>
/// With P the observed agreement and E that expected by chance, κ, AC1 and α are all (P − E) / (1 − E): 1 is full agreement, 0 is
/// what chance would give, below 0 is less than that. They differ in E. Where nearly everything is met, E of the kappas nears 1
/// and they collapse although the raters agree; AC1 does not (Gwet 2008).
/// </para>
/// <para>
/// Only α takes units with missing values. The others rest on the units that every rater has rated, which their
/// <see cref="Coefficient.Used"/> counts. Intervals are percentiles of an item bootstrap: items are drawn with all their units, out of
/// those used.
/// </para>
/// </remarks>
/// <param name="Raters">Names of the raters.</param>
/// <param name="Units">Units in the table.</param>
/// <param name="Percent">
/// Observed agreement P, a fraction in [0, 1]: the share of pairs of raters that give the same value, over the units rated by all.
/// Null with fewer than two raters or no unit that all have rated.
/// </param>
/// <param name="Cohen">
/// Cohen's κ (Cohen 1960), in [−1, 1]: E = Σ_c p₁c·p₂c, the product of the two raters' own shares. Null unless there are just two
/// raters, without a unit that both rated, and where both give one and the same value throughout (E = 1).
/// </param>
/// <param name="Fleiss">
/// Fleiss' κ (Fleiss 1971), in [−1, 1]: E = Σ_c p_c² with the shares of all raters together. Null as <paramref name="Percent"/>, and
/// where only one value occurs (E = 1).
/// </param>
/// <param name="Krippendorff">
/// Krippendorff's α for nominal values (Krippendorff 2004), at most 1: 1 − (N − 1)·Σ_u[Σ_{c≠d} n_uc·n_ud / (m_u − 1)] / Σ_{c≠d} n_c·n_d over
/// the units with m_u ≥ 2 values, N values in all. Null where no unit has two values and where only one value occurs.
/// </param>
/// <param name="Gwet">
/// Gwet's AC1 (Gwet 2008), in [−1, 1]: E = Σ_c p_c(1 − p_c) / (K − 1) for K possible values, so that E ≤ 1/K and it is defined wherever
/// <paramref name="Percent"/> is, also without variation.
/// </param>
public sealed record Agreement(
    IReadOnlyList<string> Raters,
    int Units,
    Coefficient Percent,
    Coefficient Cohen,
    Coefficient Fleiss,
    Coefficient Krippendorff,
    Coefficient Gwet
)
{
    /// <summary>One of the coefficients.</summary>
    public Coefficient this[CoefficientKind kind] =>
        kind switch
        {
            CoefficientKind.Percent => Percent,
            CoefficientKind.Cohen => Cohen,
            CoefficientKind.Fleiss => Fleiss,
            CoefficientKind.Gwet => Gwet,
            _ => Krippendorff,
        };

    /// <summary>Agreement of all raters of a table.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="bootstrap">How the intervals are found; <see cref="BootstrapSpec.Default"/> when null.</param>
    public static Agreement Of(RatingTable table, BootstrapSpec? bootstrap = null)
    {
        var spec = bootstrap ?? BootstrapSpec.Default;
        var total = table.Units.Count;
        var raters = table.Raters.Count;
        var complete = new UnitPatterns(
            table.UnitsOfItems.Where(unit => raters > 1 && unit.Values.All(value => value is not null))
        );
        var pairable = new UnitPatterns(
            table.UnitsOfItems.Where(unit => unit.Values.Count(value => value is not null) > 1)
        );
        var sums = new CompleteSums(complete, raters, table.Categories);
        var ofComplete = ItemBootstrap.Of(complete, total, 4, sums.Compute, spec);
        var ofPairable = ItemBootstrap.Of(
            pairable,
            total,
            1,
            new PairableSums(pairable, table.Categories).Compute,
            spec
        );
        return new(
            table.Raters,
            total,
            ofComplete[0],
            raters == 2 ? ofComplete[1] : Coefficient.NotDefined(total),
            ofComplete[2],
            ofPairable[0],
            ofComplete[3]
        );
    }

    /// <summary>How often each value occurs in each pattern, shape [pattern][category].</summary>
    private static int[][] Occurrences(UnitPatterns patterns, int categories) =>
        [
            .. patterns.Patterns.Select(pattern =>
                Enumerable.Range(0, categories).Select(category => pattern.Count(value => value == category)).ToArray()
            ),
        ];

    private static double Squares(long[] totals) => totals.Sum(total => (double)total * total);

    /// <summary>The coefficients over units that every rater has rated.</summary>
    private sealed class CompleteSums(UnitPatterns patterns, int raters, int categories)
    {
        private readonly int[][] _occurrences = Occurrences(patterns, categories);
        private readonly long[] _all = new long[categories];
        private readonly long[] _first = new long[categories];
        private readonly long[] _second = new long[categories];

        /// <summary>Writes percent agreement, Cohen's κ, Fleiss' κ and AC1.</summary>
        public void Compute(ReadOnlySpan<int> counts, Span<double> values)
        {
            Array.Clear(_all);
            Array.Clear(_first);
            Array.Clear(_second);
            var units = 0L;
            var agreeing = 0L;
            for (var p = 0; p < counts.Length; p++)
            {
                units += counts[p];
                _first[patterns.Patterns[p][0]!.Value] += counts[p];
                _second[patterns.Patterns[p][1]!.Value] += counts[p];
                for (var c = 0; c < categories; c++)
                {
                    long n = _occurrences[p][c];
                    _all[c] += counts[p] * n;
                    agreeing += counts[p] * n * (n - 1);
                }
            }

            var observed = (double)agreeing / (units * raters * (raters - 1));
            var ratings = (double)(units * raters);
            var fleiss = Squares(_all) / (ratings * ratings);
            var both = 0.0;
            for (var c = 0; c < categories; c++)
            {
                both += (double)_first[c] * _second[c];
            }

            values[0] = observed;
            values[1] = Corrected(observed, both / ((double)units * units));
            values[2] = Corrected(observed, fleiss);
            values[3] = Corrected(observed, (1 - fleiss) / (categories - 1));
        }

        // Where just one value occurs, chance is a number over itself: exactly 1.
        private static double Corrected(double observed, double chance) =>
            chance >= 1 ? double.NaN : (observed - chance) / (1 - chance);
    }

    /// <summary>Krippendorff's α over units with at least two values.</summary>
    private sealed class PairableSums(UnitPatterns patterns, int categories)
    {
        private readonly int[][] _occurrences = Occurrences(patterns, categories);
        private readonly long[] _all = new long[categories];

        public void Compute(ReadOnlySpan<int> counts, Span<double> values)
        {
            Array.Clear(_all);
            var ratings = 0L;
            var disagreeing = 0.0;
            for (var p = 0; p < counts.Length; p++)
            {
                var given = 0L;
                var squares = 0L;
                for (var c = 0; c < categories; c++)
                {
                    long n = _occurrences[p][c];
                    _all[c] += counts[p] * n;
                    given += n;
                    squares += n * n;
                }

                ratings += counts[p] * given;
                disagreeing += counts[p] * (double)((given * given) - squares) / (given - 1);
            }

            var apart = ((double)ratings * ratings) - Squares(_all);
            values[0] = apart <= 0 ? double.NaN : 1 - ((ratings - 1) * disagreeing / apart);
        }
    }
}
