namespace SkillMix.Core.Metrics;

/// <summary>Corrects many exploratory tests for their number.</summary>
/// <remarks>
/// Benjamini and Hochberg 1995: the i-th smallest of m p-values times m / i, never above that of a larger one, at most 1. Keeping those
/// below q holds the expected share of false discoveries at q, for independent or positively dependent tests. For the few tests
/// of a headline take <see cref="Holm"/>.
/// </remarks>
public static class BenjaminiHochberg
{
    /// <summary>Adjusted p-values, in the order of the given ones.</summary>
    /// <param name="pValues">In [0, 1].</param>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var smallest = 1.0;
        foreach (
            var (larger, place) in Enumerable.Range(0, pValues.Count).OrderByDescending(place => pValues[place]).Index()
        )
        {
            smallest = Math.Min(smallest, pValues[place] * pValues.Count / (pValues.Count - larger));
            adjusted[place] = smallest;
        }

        return adjusted;
    }
}
