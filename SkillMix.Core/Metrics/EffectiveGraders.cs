using System.Globalization;

namespace SkillMix.Core.Metrics;

/// <summary>What a panel is worth in independent graders: those that err on the same texts count for less.</summary>
/// <remarks>
/// With e = 1 where a grader differs from people and ρ̄ the mean correlation of e over all pairs of graders,
/// n_eff = J / (1 + (J − 1)·ρ̄) (Kish 1965; arXiv:2605.29800). It rests on the units that people and all graders have rated.
/// </remarks>
/// <param name="Graders">Graders in the panel, J.</param>
/// <param name="MeanCorrelation">
/// ρ̄, in [−1/(J − 1), 1]. Null with fewer than two graders, without a unit rated by all, and where a grader errs nowhere or
/// everywhere: its errors then correlate with nothing.
/// </param>
/// <param name="Effective">
/// n_eff, at least 1; above J where errors tend to exclude each other. Null where <paramref name="MeanCorrelation"/> is, and where
/// they exclude each other so far that the formula has no limit. Its intervals are percentiles of an item bootstrap.
/// </param>
public sealed record EffectiveGraders(int Graders, Coefficient MeanCorrelation, Coefficient Effective)
{
    /// <summary>Compares a panel with people.</summary>
    /// <param name="panel">What the graders said.</param>
    /// <param name="people">What people said of the same units, in the same order; null where they did not decide.</param>
    /// <param name="bootstrap">How the intervals are found; <see cref="BootstrapSpec.Default"/> when null.</param>
    /// <exception cref="ArgumentException">The two do not have equally many units.</exception>
    public static EffectiveGraders Of(RatingTable panel, IReadOnlyList<int?> people, BootstrapSpec? bootstrap = null)
    {
        if (people.Count != panel.Units.Count)
        {
            throw new ArgumentException(
                $"People have {people.Count} units and the panel has {panel.Units.Count}.",
                nameof(people)
            );
        }

        var graders = panel.Raters.Count;
        var errors = new UnitPatterns(
            panel
                .UnitsOfItems.Zip(people)
                .Where(unit =>
                    graders > 1 && unit.Second is not null && unit.First.Values.All(value => value is not null)
                )
                .Select(unit =>
                    (
                        unit.First.Item,
                        (IReadOnlyList<int?>)
                            [.. unit.First.Values.Select(value => (int?)(value == unit.Second ? 0 : 1))]
                    )
                )
        );
        var values = ItemBootstrap.Of(
            errors,
            people.Count,
            2,
            (counts, values) =>
            {
                values[0] = MeanCorrelationOf(errors, counts, graders);
                var inflation = 1 + ((graders - 1) * values[0]);
                values[1] = inflation > 1e-12 ? graders / inflation : double.NaN;
            },
            bootstrap ?? BootstrapSpec.Default
        );
        return new(graders, values[0], values[1]);
    }

    /// <summary>"1.9", or "≥ 3" for a panel of three whose errors tend to exclude each other; "–" when not defined.</summary>
    public override string ToString() =>
        MeanCorrelation.Value switch
        {
            null => "–",
            < 0 => string.Create(CultureInfo.InvariantCulture, $"≥ {Graders}"),
            _ => Effective.Value!.Value.ToString("F1", CultureInfo.InvariantCulture),
        };

    private static double MeanCorrelationOf(UnitPatterns errors, ReadOnlySpan<int> counts, int graders)
    {
        var units = 0L;
        var single = new long[graders];
        var joint = new long[graders, graders];
        for (var p = 0; p < counts.Length; p++)
        {
            units += counts[p];
            for (var g = 0; g < graders; g++)
            {
                if (errors.Patterns[p][g] == 1)
                {
                    single[g] += counts[p];
                    for (var h = 0; h < g; h++)
                    {
                        joint[g, h] += errors.Patterns[p][h] == 1 ? counts[p] : 0;
                    }
                }
            }
        }

        var sum = 0.0;
        for (var g = 0; g < graders; g++)
        {
            for (var h = 0; h < g; h++)
            {
                var spread = (double)(single[g] * (units - single[g])) * (single[h] * (units - single[h]));
                sum += spread > 0 ? ((units * joint[g, h]) - (single[g] * single[h])) / Math.Sqrt(spread) : double.NaN;
            }
        }

        return 2 * sum / (graders * (graders - 1));
    }
}
