using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class NovelShareTests
{
    [Theory]
    [InlineData(12, 100, .07, .417, .083, 0)]
    [InlineData(36, 300, .07, .417, .243, .204)]
    [InlineData(48, 100, .07, .854, .825, .818)]
    [InlineData(8, 100, .001, .988, .978, .976)]
    public void Of_SuccessesAndABound_IsTheGoldenShare(
        int met,
        int n,
        double bound,
        double point,
        double oneSided,
        double twoSided
    )
    {
        var rate = (double)met / n;

        var ninety = NovelShare.Of(bound, rate, Intervals.Wilson(met, n, 0.90)!.Value.Low);
        var ninetyFive = NovelShare.Of(bound, rate, Intervals.Wilson(met, n, 0.95)!.Value.Low);

        Assert.Equal(point, ninety.Point!.Value, 5e-4);
        Assert.Equal(oneSided, ninety.Lower!.Value, 5e-4);
        Assert.Equal(twoSided, ninetyFive.Lower!.Value, 5e-4);
    }

    [Theory]
    [InlineData(5, .064)]
    [InlineData(6, .00128)]
    [InlineData(1, 1)]
    public void Bound_OfThePapersInputs_IsItsAverageForm(int k, double bound) =>
        Assert.Equal(bound, NovelShare.BoundOf(2e13, 1e-6, .02, k), 1e-12);

    [Fact]
    public void Of_NoSuccess_IsNothing() => Assert.Null(NovelShare.Of(.07, 0, null).Point);
}
