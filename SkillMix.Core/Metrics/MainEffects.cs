using MathNet.Numerics.LinearAlgebra;

namespace SkillMix.Core.Metrics;

/// <summary>A logistic model in which what is present adds up: each row has a few effects out of many, and no two interact.</summary>
/// <remarks>
/// logit p = c + Σ β over the row's effects, with c the logit of (successes + ½) / (rows + 1) and every β drawn to 0 by a normal prior
/// of variance 1 / ridge. The most probable β is found by Newton's method, with halved steps where one goes too far. With the
/// prior it exists whatever the rows are, also where every row succeeds.
/// </remarks>
internal static class MainEffects
{
    private const int MostSteps = 50;
    private const double Enough = 1e-9;

    /// <summary>The fitted chance of success of each row.</summary>
    /// <param name="rows">Effects present in each row, each once, in [0, <paramref name="effects"/>).</param>
    /// <param name="successes">Whether each row is a success.</param>
    /// <param name="effects">How many effects there are, ≥ 1.</param>
    /// <param name="ridge">1 / variance of the prior, &gt; 0.</param>
    public static double[] Fit(IReadOnlyList<int[]> rows, IReadOnlyList<bool> successes, int effects, double ridge)
    {
        var share = (successes.Count(success => success) + 0.5) / (rows.Count + 1);
        var centre = Math.Log(share / (1 - share));
        var beta = new double[effects];
        var height = Height(rows, successes, beta, centre, ridge);
        for (var i = 0; i < MostSteps; i++)
        {
            var step = Step(rows, successes, beta, centre, ridge);
            var (next, reached) = (beta, height);
            for (var scale = 1.0; scale > 1e-4 && reached <= height; scale /= 2)
            {
                next = [.. beta.Zip(step, (b, s) => b + (scale * s))];
                reached = Height(rows, successes, next, centre, ridge);
            }

            if (reached <= height)
            {
                break;
            }

            (beta, var gained) = (next, reached - height);
            height = reached;
            if (gained < Enough)
            {
                break;
            }
        }

        return [.. rows.Select(row => Chance(row, beta, centre))];
    }

    private static double[] Step(
        IReadOnlyList<int[]> rows,
        IReadOnlyList<bool> successes,
        double[] beta,
        double centre,
        double ridge
    )
    {
        var gradient = Vector<double>.Build.Dense(beta.Length, i => -ridge * beta[i]);
        var information = Matrix<double>.Build.DenseDiagonal(beta.Length, beta.Length, ridge);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var chance = Chance(row, beta, centre);
            var error = (successes[i] ? 1 : 0) - chance;
            foreach (var effect in row)
            {
                gradient[effect] += error;
                foreach (var other in row)
                {
                    information[effect, other] += chance * (1 - chance);
                }
            }
        }

        return information.Cholesky().Solve(gradient).ToArray();
    }

    /// <summary>The logarithm of likelihood times prior, without constants.</summary>
    private static double Height(
        IReadOnlyList<int[]> rows,
        IReadOnlyList<bool> successes,
        double[] beta,
        double centre,
        double ridge
    )
    {
        var height = -ridge / 2 * beta.Sum(b => b * b);
        for (var i = 0; i < rows.Count; i++)
        {
            var chance = Chance(rows[i], beta, centre);
            height += Math.Log(Math.Max(double.Epsilon, successes[i] ? chance : 1 - chance));
        }

        return height;
    }

    private static double Chance(int[] row, double[] beta, double centre)
    {
        var logit = centre;
        foreach (var effect in row)
        {
            logit += beta[effect];
        }

        return 1 / (1 + Math.Exp(-logit));
    }
}
