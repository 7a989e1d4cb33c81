using System.Runtime.CompilerServices;

namespace SkillMix.Core.Metrics;

/// <summary>The spread of a mean over tuples, found by drawing whole tuples with replacement, as often as there are tuples.</summary>
/// <remarks>
/// <para>
/// Efron 1979; percentile interval, Efron and Tibshirani 1993, chapter 13. A tuple comes with all its generations and their gradings,
/// so nothing is taken to be independent within it. Its score is a function of its own texts alone: drawing the score is the same
/// thing as drawing the texts and scoring them again.
/// </para>
/// <para>
/// Undecided tuples are drawn as well, and the mean is over the decided ones of each draw; a draw without any is left out. Skills are
/// taken as given, as with Wilson. Where all tuples score the same every draw is that score and the interval has no width:
/// it then says nothing, and Wilson's does.
/// </para>
/// </remarks>
/// <param name="StandardError">Standard deviation (draws − 1) of the means drawn.</param>
/// <param name="Interval">Percentiles of the means drawn.</param>
/// <param name="Draws">Means drawn.</param>
/// <param name="Empty">Draws without a decided tuple.</param>
public sealed record TupleBootstrap(double StandardError, Interval Interval, int Draws, int Empty)
{
    /// <summary>Draws the scores of the tuples of one point.</summary>
    /// <param name="scores">One score, or one difference, per tuple; null where it is undecided.</param>
    /// <param name="spec">Every point starts at the same seed.</param>
    /// <returns>Null with fewer than two decided tuples, or where fewer than two means are asked for or drawn.</returns>
    public static TupleBootstrap? Of(IReadOnlyList<double?> scores, BootstrapSpec spec)
    {
        spec.Check();
        var decided = scores.Count(score => score is not null);
        if (decided < 2)
        {
            return null;
        }

        var values = new double[scores.Count];
        var isDecided = new int[scores.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scores[i] ?? 0;
            isDecided[i] = scores[i] is null ? 0 : 1;
        }

        var means = new double[spec.Repeats];
        var draws = Draw(values, decided == values.Length ? [] : isDecided, spec.Seed, means);
        return draws < 2 ? null : Spread(means.AsSpan(0, draws), spec);
    }

    /// <summary>Draws shares: hits over decided texts, summed over the tuples of a draw.</summary>
    /// <param name="tuples">Hits and decided texts of each tuple; a tuple without a decided one is drawn, too.</param>
    /// <param name="spec">As for <see cref="Of"/>.</param>
    /// <returns>Null as for <see cref="Of"/>.</returns>
    public static TupleBootstrap? OfShares(IReadOnlyList<(int Hits, int Decided)> tuples, BootstrapSpec spec)
    {
        spec.Check();
        if (tuples.Count(tuple => tuple.Decided > 0) < 2)
        {
            return null;
        }

        var shares = new double[spec.Repeats];
        var draws = Draw(
            [.. tuples.Select(tuple => (double)tuple.Hits)],
            [.. tuples.Select(tuple => tuple.Decided)],
            spec.Seed,
            shares
        );
        return draws < 2 ? null : Spread(shares.AsSpan(0, draws), spec);
    }

    private static TupleBootstrap Spread(Span<double> drawn, BootstrapSpec spec)
    {
        var error = Intervals.StandardError(drawn)!.Value * Math.Sqrt(drawn.Length);
        return new(
            error,
            Intervals.Percentile(drawn, spec.Confidence)!.Value,
            drawn.Length,
            spec.Repeats - drawn.Length
        );
    }

    /// <summary>Fills in means, as many as it answers; without marks every tuple is decided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Draw(double[] values, int[] isDecided, ulong seed, double[] means)
    {
        var chance = new SplitMix64(seed);
        var draws = 0;
        for (var repeat = 0; repeat < means.Length; repeat++)
        {
            var sum = 0.0;
            var decided = isDecided.Length == 0 ? values.Length : 0;
            if (decided > 0)
            {
                for (var draw = 0; draw < values.Length; draw++)
                {
                    sum += values[chance.Below(values.Length)];
                }
            }
            else
            {
                for (var draw = 0; draw < values.Length; draw++)
                {
                    var place = chance.Below(values.Length);
                    sum += values[place];
                    decided += isDecided[place];
                }
            }

            if (decided > 0)
            {
                means[draws++] = sum / decided;
            }
        }

        return draws;
    }
}
