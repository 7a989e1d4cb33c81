using SkillMix.Core.Figures.Paper;

namespace SkillMix.Tests.Figures.Paper;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 1, 7, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(0, 1, 3, new[] { 0, 0.5, 1 })]
    [InlineData(-0.3, 0.3, 7, new[] { -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3 })]
    [InlineData(0.31, 0.49, 4, new[] { 0.35, 0.4, 0.45 })]
    [InlineData(0, 12345, 5, new[] { 0, 2500.0, 5000, 7500, 10000 })]
    public void Within_ARangeAndRoom_StandAtRoundNumbers(double min, double max, int most, double[] ticks) =>
        Assert.Equal(ticks, Ticks.Within(min, max, most));

    [Fact]
    public void Texts_DecimalsAndNegativeNumbers_AreWrittenAlikeWithATrueMinus() =>
        Assert.Equal(["−0.50", "0.00", "0.25"], Ticks.Texts([-0.5, 0, 0.25]));
}
