using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class PoissonBinomialTests
{
    [Theory]
    [InlineData(0, 0.24)] // 2 · (.2 · .6)
    [InlineData(1, 1)]
    [InlineData(2, 0.64)] // 2 · (.8 · .4)
    public void TwoSided_TwoTrialsOfTheirOwnChance_IsTwiceTheTail(int successes, double expected) =>
        Assert.Equal(expected, PoissonBinomial.TwoSided([0.8, 0.4], successes), 1e-12);

    [Fact]
    public void TwoSided_EqualChances_IsTheBinomialTest() =>
        Assert.Equal(2 / 64.0, PoissonBinomial.TwoSided([.5, .5, .5, .5, .5, .5], 6), 1e-12);

    [Fact]
    public void TwoSided_NoTrials_IsOne() => Assert.Equal(1, PoissonBinomial.TwoSided([], 0));
}
