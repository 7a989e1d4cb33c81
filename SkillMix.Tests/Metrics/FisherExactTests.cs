using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class FisherExactTests
{
    [Theory]
    [InlineData(3, 4, 1, 4, 34 / 70.0)] // the lady tasting tea: (1 + 16 + 16 + 1) / 70
    [InlineData(4, 4, 0, 4, 2 / 70.0)]
    [InlineData(2, 4, 2, 4, 1)]
    [InlineData(0, 2, 2, 2, 2 / 6.0)]
    [InlineData(5, 5, 7, 7, 1)] // nothing fails
    [InlineData(0, 0, 3, 9, 1)] // nothing to compare
    public void TwoSided_SmallTables_IsTheShareOfTablesNoLikelier(int x, int n, int y, int m, double expected) =>
        Assert.Equal(expected, FisherExact.TwoSided(x, n, y, m), 1e-9);

    [Theory]
    [InlineData(150, 300, 1350, 2700, 1)] // half of each
    [InlineData(30, 1000, 60, 2000, 1)]
    public void TwoSided_EqualRatesOverThreeThousandTrials_IsOne(int x, int n, int y, int m, double expected) =>
        Assert.Equal(expected, FisherExact.TwoSided(x, n, y, m), 1e-9);

    [Fact]
    public void TwoSided_LargeTables_FallsWithTheDifferenceAndIsNeverZero()
    {
        double[] values = [.. new[] { 150, 140, 120, 100, 0 }.Select(x => FisherExact.TwoSided(x, 300, 1350, 2700))];

        Assert.Equal(values.OrderDescending(), values);
        Assert.InRange(values[2], 5e-4, 2e-3); // 40 % against 50 %: z = 3.3, p about .001
        Assert.All(values, value => Assert.InRange(value, double.Epsilon, 1 + 1e-9));
        Assert.True(FisherExact.TwoSided(0, 1500, 1500, 1500) > 0);
    }

    [Fact]
    public void TwoSided_MoreSuccessesThanTrials_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FisherExact.TwoSided(3, 2, 0, 5));
}
