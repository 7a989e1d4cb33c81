using MathNet.Numerics.Distributions;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class BetaPriorTests
{
    [Fact]
    public void Of_TwoRatesFarApart_IsTheFormulaByHand()
    {
        // 8 and 2 of 10: μ = ½, S = 10 · .09 · 2 = 1.8, S / ¼ = 7.2; ρ = (7.2 − 1) / (9 · ½ · 2) = 6.2 / 9; below the weakest prior.
        Assert.Equal(new BetaPrior(0.5, 1), BetaPrior.Of([(8, 10), (2, 10)]));

        // 7 and 3 of 10: S / ¼ = 3.2, ρ = 2.2 / 9, m = 9 / 2.2 − 1.
        var prior = BetaPrior.Of([(7, 10), (3, 10)])!;
        Assert.Equal((9 / 2.2) - 1, prior.Strength, 1e-12);
        Assert.Equal((7 + (prior.Strength / 2)) / (10 + prior.Strength), prior.MeanAfter(7, 10), 1e-12);
    }

    [Fact]
    public void Of_RatesNoFurtherApartThanChance_IsTheWholeMean()
    {
        var prior = BetaPrior.Of([(6, 10), (4, 10)])!; // S / ¼ = 0.8 < 1

        Assert.True(prior.IsWhole);
        Assert.Equal(0.5, prior.MeanAfter(6, 10), 1e-5);
    }

    [Theory]
    [InlineData(10, 10, 5, 5)] // all succeed
    [InlineData(0, 10, 0, 5)] // none does
    [InlineData(1, 1, 0, 1)] // one trial each tells no rates apart
    [InlineData(3, 10, 0, 0)] // one count
    public void Of_CountsThatTellNothingApart_IsTheWholeMean(int x, int n, int y, int m)
    {
        var prior = BetaPrior.Of([(x, n), (y, m)])!;

        Assert.True(prior.IsWhole);
        Assert.Equal((double)(x + y) / (n + m), prior.Mean, 1e-12);
    }

    [Fact]
    public void Of_NoTrials_IsNothing() => Assert.Null(BetaPrior.Of([(0, 0)]));

    [Fact]
    public void IntervalAfter_AUniformPrior_HasTheQuantilesOfTheBeta()
    {
        var prior = new BetaPrior(0.5, 2); // Beta(1, 1)

        Assert.Equal(new Interval(0.025, 0.975), Rounded(prior.IntervalAfter(0, 0)));
        Assert.Equal(1 - Math.Pow(0.975, 1 / 10.0), prior.IntervalAfter(0, 9).Low, 1e-9); // Beta(1, 10)
        Assert.Equal(Beta.InvCDF(4, 8, 0.975), prior.IntervalAfter(3, 10).High, 1e-12);
    }

    private static Interval Rounded(Interval interval) =>
        new(Math.Round(interval.Low, 9), Math.Round(interval.High, 9));
}
