using System.Runtime.InteropServices;
using MathNet.Numerics.Distributions;

namespace SkillMix.Core.Metrics;

/// <summary>A confidence interval.</summary>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit, at least <paramref name="Low"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The part of it that lies between two limits.</summary>
    public Interval Clip(double lowest, double highest) =>
        new(Math.Clamp(Low, lowest, highest), Math.Clamp(High, lowest, highest));

    /// <summary>The smallest interval that holds both.</summary>
    public Interval Hull(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));
}

/// <summary>Two-sided confidence intervals for a proportion and for a mean.</summary>
/// <remarks>All of them answer null where there is nothing to base an interval on. Levels are two-sided: .95 leaves .025 at each end.</remarks>
public static class Intervals
{
    /// <summary>Wilson's score interval for a proportion: the default for counts.</summary>
    /// <remarks>Wilson 1927, without continuity correction; keeps its level in small samples, and is never empty at 0 or n.</remarks>
    /// <param name="successes">Successes, in [0, <paramref name="n"/>].</param>
    /// <param name="n">Trials.</param>
    /// <param name="confidence">Level, in (0, 1).</param>
    /// <returns>Limits in [0, 1]; null when n = 0.</returns>
    public static Interval? Wilson(int successes, int n, double confidence = 0.95)
    {
        CheckCounts(successes, n);
        CheckConfidence(confidence);
        return n == 0 ? null : WilsonOfShare((double)successes / n, n, confidence);
    }

    /// <summary>Wilson's interval for a weighted share, on as many trials as the weights are worth.</summary>
    /// <remarks>Kish 1965: weights w are worth (Σw)² / Σw² equal ones.</remarks>
    /// <param name="share">The weighted share, in [0, 1].</param>
    /// <param name="effectiveN">What the weights are worth, ≥ 0; need not be whole.</param>
    /// <param name="confidence">Level, in (0, 1).</param>
    /// <returns>Limits in [0, 1]; null when <paramref name="effectiveN"/> is 0.</returns>
    public static Interval? WilsonOfShare(double share, double effectiveN, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(effectiveN);
        CheckConfidence(confidence);
        if (effectiveN == 0)
        {
            return null;
        }

        var z = Z(confidence);
        var scale = 1 + (z * z / effectiveN);
        var centre = (share + (z * z / (2 * effectiveN))) / scale;
        var half = z * Math.Sqrt((share * (1 - share) / effectiveN) + (z * z / (4 * effectiveN * effectiveN))) / scale;

        // The limits at the ends are exactly 0 and 1; rounding would leave 1e-17.
        return new Interval(share == 0 ? 0 : centre - half, share == 1 ? 1 : centre + half).Clip(0, 1);
    }

    /// <summary>Percentile interval out of what repeats of a bootstrap gave.</summary>
    /// <remarks>Quantiles interpolate between the two nearest values (Hyndman and Fan 1996, type 7, as NumPy and R do).</remarks>
    /// <param name="values">One value per repeat; sorted in place.</param>
    /// <param name="confidence">Level, in (0, 1).</param>
    /// <returns>Limits within the values; null when there are none.</returns>
    public static Interval? Percentile(Span<double> values, double confidence = 0.95)
    {
        CheckConfidence(confidence);
        if (values.IsEmpty)
        {
            return null;
        }

        values.Sort();
        var tail = (1 - confidence) / 2;
        return new Interval(Quantile(values, tail), Quantile(values, 1 - tail));
    }

    /// <summary>Clopper and Pearson's exact interval for a proportion: never below its level, hence wide.</summary>
    /// <remarks>Clopper and Pearson 1934, by quantiles of the beta distribution.</remarks>
    /// <param name="successes">Successes, in [0, <paramref name="n"/>].</param>
    /// <param name="n">Trials.</param>
    /// <param name="confidence">Level, in (0, 1).</param>
    /// <returns>Limits in [0, 1]; null when n = 0.</returns>
    public static Interval? ClopperPearson(int successes, int n, double confidence = 0.95)
    {
        CheckCounts(successes, n);
        CheckConfidence(confidence);
        if (n == 0)
        {
            return null;
        }

        var tail = (1 - confidence) / 2;
        return new Interval(
            successes == 0 ? 0 : Beta.InvCDF(successes, n - successes + 1, tail),
            successes == n ? 1 : Beta.InvCDF(successes + 1, n - successes, 1 - tail)
        );
    }

    /// <summary>Student's interval for the mean of values: mean ± t with n − 1 degrees of freedom × standard error.</summary>
    /// <param name="values">The values, one per independent unit.</param>
    /// <param name="confidence">Level, in (0, 1).</param>
    /// <returns>The limits, not clipped to any range; of width 0 when all values are the same; null when n &lt; 2.</returns>
    public static Interval? StudentT(ReadOnlySpan<double> values, double confidence = 0.95)
    {
        CheckConfidence(confidence);
        if (StandardError(values) is not { } error)
        {
            return null;
        }

        var mean = Mean(values)!.Value;
        var half = StudentT(0, 1, values.Length - 1, (1 + confidence) / 2) * error;
        return new Interval(mean - half, mean + half);
    }

    /// <summary>Arithmetic mean; null when there are no values.</summary>
    public static double? Mean(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return null;
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>Standard error of the mean: standard deviation with n − 1, over √n; null when n &lt; 2.</summary>
    public static double? StandardError(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return null;
        }

        var mean = Mean(values)!.Value;
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / (values.Length - 1) / values.Length);
    }

    /// <summary>Quantile of the standard normal distribution at (1 + confidence) / 2: 1.959964 at .95.</summary>
    internal static double Z(double confidence) => Normal.InvCDF(0, 1, (1 + confidence) / 2);

    internal static void CheckConfidence(double confidence)
    {
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentException(
                $"The confidence level must lie between 0 and 1, for instance 0.95, but is {confidence}."
            );
        }
    }

    private static double StudentT(double location, double scale, double freedom, double probability) =>
        MathNet.Numerics.Distributions.StudentT.InvCDF(location, scale, freedom, probability);

    private static double Quantile(ReadOnlySpan<double> sorted, double probability)
    {
        var place = probability * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static void CheckCounts(int successes, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
    }
}
