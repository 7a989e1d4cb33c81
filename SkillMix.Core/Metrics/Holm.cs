namespace SkillMix.Core.Metrics;

/// <summary>Corrects a family of tests for their number.</summary>
/// <remarks>Holm 1979: the i-th smallest of m p-values times m − i + 1, never falling, at most 1. It holds the family-wise error.</remarks>
public static class Holm
{
    /// <summary>Adjusted p-values, in the order of the given ones.</summary>
    /// <param name="pValues">In [0, 1].</param>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        foreach (var (rank, place) in Enumerable.Range(0, pValues.Count).OrderBy(place => pValues[place]).Index())
        {
            largest = Math.Max(largest, Math.Min(1, pValues[place] * (pValues.Count - rank)));
            adjusted[place] = largest;
        }

        return adjusted;
    }
}
