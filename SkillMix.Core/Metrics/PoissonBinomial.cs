namespace SkillMix.Core.Metrics;

/// <summary>Successes among independent trials, each with a chance of its own.</summary>
internal static class PoissonBinomial
{
    /// <summary>Exact two-sided test: 2 · min(½, P[at most as many], P[at least as many]).</summary>
    /// <remarks>The distribution is built up trial by trial, in n² steps.</remarks>
    /// <param name="chances">The chance of each trial, in [0, 1].</param>
    /// <param name="successes">Successes seen, in [0, n].</param>
    /// <returns>The p-value, in [0, 1]; 1 without trials.</returns>
    public static double TwoSided(IReadOnlyList<double> chances, int successes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, chances.Count);
        var distribution = new double[chances.Count + 1];
        distribution[0] = 1;
        for (var trial = 0; trial < chances.Count; trial++)
        {
            for (var count = trial + 1; count > 0; count--)
            {
                distribution[count] =
                    (distribution[count] * (1 - chances[trial])) + (distribution[count - 1] * chances[trial]);
            }

            distribution[0] *= 1 - chances[trial];
        }

        var below = distribution.Take(successes + 1).Sum();
        var above = distribution.Skip(successes).Sum();
        return 2 * Math.Min(0.5, Math.Min(below, above));
    }
}
