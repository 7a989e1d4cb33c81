namespace SkillMix.Core.Metrics;

/// <summary>How much of a success rate cannot come from combinations that stood in the training data.</summary>
/// <remarks>
/// Yu et al. 2023, arXiv:2310.17567, section "beyond stochastic parrots": of the tuples at most a share b̄ can have occurred in a
/// corpus, b = min(1, L · p_t · p_s^k) with L its length, p_t the topic's and p_s the skills' rate of occurrence. Success above that
/// share is novel: at least 1 − b̄ / α. Here with a limit: α is replaced by the lower end of its interval, because 1 − b̄ / α of a
/// rate that luck made large is large as well.
/// </remarks>
/// <param name="Bound">b̄, in [0, 1].</param>
/// <param name="Point">1 − b̄ / α at the rate itself, at least 0; null where the rate is 0 or not known.</param>
/// <param name="Lower">The same at the lower end of the rate's interval, at least 0; null likewise.</param>
public sealed record NovelShare(double Bound, double? Point, double? Lower)
{
    /// <summary>The share for a rate and its lower limit.</summary>
    /// <param name="bound">b̄, in [0, 1].</param>
    /// <param name="rate">α, in [0, 1]; null where it is not known.</param>
    /// <param name="lower">Its lower limit, of the rate as corrected by people where there is one; null where there is none.</param>
    public static NovelShare Of(double bound, double? rate, double? lower)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bound);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bound, 1);
        return new(bound, Above(bound, rate), Above(bound, lower));
    }

    /// <summary>b̄ with all skills at one rate of occurrence: min(1, L · p_t · p_s^k).</summary>
    /// <param name="corpus">L, words or sentences of the corpus.</param>
    /// <param name="topic">p_t, in [0, 1].</param>
    /// <param name="skill">p_s, in [0, 1].</param>
    /// <param name="k">Skills per tuple, ≥ 1.</param>
    public static double BoundOf(double corpus, double topic, double skill, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(corpus);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return Math.Min(1, corpus * topic * Math.Pow(skill, k));
    }

    private static double? Above(double bound, double? rate) =>
        rate is > 0 and var known ? Math.Max(0, 1 - (bound / known)) : null;
}
