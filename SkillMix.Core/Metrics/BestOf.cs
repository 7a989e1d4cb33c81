namespace SkillMix.Core.Metrics;

/// <summary>The best of r generations, estimated from m ≥ r of them: the mean over all choices of r out of m.</summary>
/// <remarks>It is unbiased, so tuples with different numbers of generations can stand in one mean. Chen et al. 2021, arXiv:2107.03374, for the binary form.</remarks>
public static class BestOf
{
    /// <summary>Chance that r of m generations, drawn without replacement, hold a success: 1 − C(m − c, r) / C(m, r).</summary>
    /// <param name="m">Generations there are.</param>
    /// <param name="c">Successes among them, in [0, m].</param>
    /// <param name="r">Generations asked for, in [1, m].</param>
    public static double Binary(int m, int c, int r)
    {
        CheckDraw(m, r);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(c, m);
        if (m - c < r)
        {
            return 1;
        }

        var none = 1.0;
        for (var i = 0; i < r; i++)
        {
            none *= (double)(m - c - i) / (m - i);
        }

        return 1 - none;
    }

    /// <summary>Expected largest of r values drawn without replacement, by order statistics.</summary>
    /// <remarks>The i-th smallest of m values is the largest drawn with probability C(i − 1, r − 1) / C(m, r).</remarks>
    /// <param name="values">The m values; sorted in place.</param>
    /// <param name="r">Values drawn, in [1, m].</param>
    public static double Expected(Span<double> values, int r)
    {
        var m = values.Length;
        CheckDraw(m, r);
        values.Sort();
        if (r == m)
        {
            return values[^1];
        }

        var sum = 0.0;
        var weight = (double)r / m;
        for (var i = m; i >= r; i--)
        {
            sum += weight * values[i - 1];
            weight *= i > 1 ? (double)(i - r) / (i - 1) : 0;
        }

        return sum;
    }

    private static void CheckDraw(int m, int r)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(r, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(r, m);
    }
}
