using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class BestOfTests
{
    [Theory]
    [InlineData(3, 1, 2, 2 / 3.0)] // 1 − C(2,2)/C(3,2)
    [InlineData(3, 0, 2, 0)]
    [InlineData(3, 2, 2, 1)]
    [InlineData(4, 1, 2, 0.5)] // 1 − 3/6
    [InlineData(5, 2, 5, 1)]
    public void Binary_SmallNumbers_IsTheShareOfChoicesWithASuccess(int m, int c, int r, double expected) =>
        Assert.Equal(expected, BestOf.Binary(m, c, r), 1e-12);

    [Fact]
    public void Expected_ThreeValuesTakenTwoByTwo_IsTheMeanOfTheThreeMaxima() =>
        Assert.Equal((0.5 + 1 + 1) / 3, BestOf.Expected([0.5, 0, 1], 2), 1e-12);

    [Fact]
    public void Expected_TakenOneByOne_IsTheMean() => Assert.Equal(0.5, BestOf.Expected([0.25, 0.75, 0.5], 1), 1e-12);

    [Fact]
    public void Expected_AllTaken_IsTheLargest() => Assert.Equal(0.75, BestOf.Expected([0.25, 0.75, 0.5], 3));

    [Fact]
    public void Expected_ZerosAndOnes_AgreesWithBinary()
    {
        for (var r = 1; r <= 7; r++)
        {
            Assert.Equal(BestOf.Binary(7, 3, r), BestOf.Expected([0, 1, 0, 1, 0, 0, 1], r), 1e-12);
        }
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(2, 0)]
    public void Binary_CannotDrawThatMany_Throws(int m, int r) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BestOf.Binary(m, 0, r));
}
