using MathNet.Numerics.Distributions;

namespace SkillMix.Core.Metrics;

/// <summary>What is known of a rate before its own counts are looked at: a beta distribution with parameters m μ and m (1 − μ).</summary>
/// <remarks>
/// <para>
/// Fitted by moments (Kleinman 1973, weights n_i). Of g counts x_i of n_i, with N = Σn, μ = Σx / N and S = Σ n_i (x_i / n_i − μ)²,
/// the correlation of two trials of the same count is ρ = [S / (μ (1 − μ)) − (g − 1)] / Σ(n_i − 1)(1 − n_i / N), and m = 1 / ρ − 1.
/// </para>
/// <para>
/// Where the rates vary no more than counts of one common rate do, ρ ≤ 0, or where ρ cannot be told, m is <see cref="Strongest"/>: all
/// are shrunk to the mean. It is never below <see cref="Weakest"/>.
/// </para>
/// </remarks>
/// <param name="Mean">μ, in [0, 1].</param>
/// <param name="Strength">m, the trials that the prior is worth, from <see cref="Weakest"/> to <see cref="Strongest"/>.</param>
public sealed record BetaPrior(double Mean, double Strength)
{
    /// <summary>One trial.</summary>
    public const double Weakest = 1;

    /// <summary>A million trials: own counts no longer matter.</summary>
    public const double Strongest = 1e6;

    /// <summary>Whether nothing told the rates apart, so that all are shrunk to the mean.</summary>
    public bool IsWhole => Strength >= Strongest;

    /// <summary>Fits a prior to the counts that it is to be used for.</summary>
    /// <param name="counts">Successes, in [0, trials], and trials; those without trials play no part.</param>
    /// <returns>Null where there is no trial.</returns>
    public static BetaPrior? Of(IEnumerable<(int Successes, int Trials)> counts)
    {
        List<(int Successes, int Trials)> used = [.. counts.Where(count => count.Trials > 0)];
        if (used.Count == 0)
        {
            return null;
        }

        double trials = used.Sum(count => count.Trials);
        var mean = used.Sum(count => count.Successes) / trials;
        var scatter = used.Sum(count => Math.Pow(count.Successes - (count.Trials * mean), 2) / count.Trials);
        var room = used.Sum(count => (count.Trials - 1) * (1 - (count.Trials / trials)));
        var excess = (scatter / (mean * (1 - mean))) - (used.Count - 1);
        return new(mean, StrengthOf(excess, room));
    }

    /// <summary>m = 1 / ρ − 1 within its limits, of ρ = excess / room; the strongest where there is no excess or no room.</summary>
    /// <param name="excess">How much more something varies than it would with ρ = 0.</param>
    /// <param name="room">How much more it would with ρ = 1.</param>
    internal static double StrengthOf(double excess, double room) =>
        excess > 0 && room > 0 ? Math.Clamp((room / excess) - 1, Weakest, Strongest) : Strongest;

    /// <summary>The mean once the counts are known: (x + m μ) / (n + m).</summary>
    public double MeanAfter(int successes, int trials) => (successes + (Strength * Mean)) / (trials + Strength);

    /// <summary>The equal-tailed interval of the beta distribution with x + m μ and n − x + m (1 − μ).</summary>
    /// <remarks>The prior is taken as known, so that its own uncertainty is not part of it.</remarks>
    public Interval IntervalAfter(int successes, int trials, double confidence = 0.95)
    {
        Intervals.CheckConfidence(confidence);
        var a = successes + (Strength * Mean);
        var b = trials - successes + (Strength * (1 - Mean));
        var tail = (1 - confidence) / 2;
        return new(
            a == 0 ? 0
                : b == 0 ? 1
                : Beta.InvCDF(a, b, tail),
            b == 0 ? 1
                : a == 0 ? 0
                : Beta.InvCDF(a, b, 1 - tail)
        );
    }
}
