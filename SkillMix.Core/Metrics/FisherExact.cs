using MathNet.Numerics.Distributions;

namespace SkillMix.Core.Metrics;

/// <summary>Whether two counts have the same rate.</summary>
public static class FisherExact
{
    private const double Slack = 1e-7; // tables as likely as the one seen, but for rounding

    /// <summary>Fisher's exact test, two-sided: the chance of all tables with these margins that are no likelier than the one seen.</summary>
    /// <remarks>Fisher 1935; two-sided as R's fisher.test does it. Chances are taken relative to the table seen, so that large tables do not overflow.</remarks>
    /// <param name="successes">Successes, in [0, <paramref name="trials"/>].</param>
    /// <param name="trials">Trials.</param>
    /// <param name="otherSuccesses">Successes, in [0, <paramref name="otherTrials"/>].</param>
    /// <param name="otherTrials">Trials.</param>
    /// <returns>The p-value, in (0, 1]; 1 where a side has no trial.</returns>
    public static double TwoSided(int successes, int trials, int otherSuccesses, int otherTrials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        ArgumentOutOfRangeException.ThrowIfNegative(otherSuccesses);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(otherSuccesses, otherTrials);
        var all = trials + otherTrials;
        var met = successes + otherSuccesses;
        var seen = Hypergeometric.PMFLn(all, met, trials, successes);
        var sum = 0.0;
        for (var count = Math.Max(0, trials - (all - met)); count <= Math.Min(trials, met); count++)
        {
            var likelier = Hypergeometric.PMFLn(all, met, trials, count) - seen;
            sum += likelier <= Slack ? Math.Exp(likelier) : 0;
        }

        return Math.Clamp(sum * Math.Exp(seen), double.Epsilon, 1);
    }
}
