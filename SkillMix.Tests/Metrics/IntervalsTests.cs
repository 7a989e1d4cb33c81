using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class IntervalsTests
{
    [Theory]
    [InlineData(0, 100, 0, 0.036993)]
    [InlineData(1, 100, 0.001767, 0.054486)]
    [InlineData(57, 100, 0.472154, 0.662667)]
    [InlineData(100, 100, 0.963007, 1)]
    [InlineData(3, 30, 0.034600, 0.256211)]
    public void Wilson_GoldenCounts_HasTheGoldenLimits(int successes, int n, double low, double high) =>
        AssertLimits(low, high, Intervals.Wilson(successes, n));

    [Theory]
    [InlineData(0, 100, 0, 0.036217)]
    [InlineData(1, 100, 0.000253, 0.054459)]
    [InlineData(57, 100, 0.467134, 0.668609)]
    [InlineData(100, 100, 0.963783, 1)]
    [InlineData(3, 30, 0.021117, 0.265288)]
    public void ClopperPearson_GoldenCounts_HasTheGoldenLimits(int successes, int n, double low, double high) =>
        AssertLimits(low, high, Intervals.ClopperPearson(successes, n));

    [Fact]
    public void StudentT_TwoValues_UsesTheQuantileOfOneDegreeOfFreedom()
    {
        // Mean .5, standard error .5; t(.975, 1) = tan(.475 π) = 12.706205.
        var half = 0.5 * Math.Tan(0.475 * Math.PI);

        AssertLimits(0.5 - half, 0.5 + half, Intervals.StudentT([0, 1]));
    }

    [Fact]
    public void StudentT_LowerConfidence_IsNarrower()
    {
        var wide = Intervals.StudentT([0, 1, 1], 0.95)!.Value;
        var narrow = Intervals.StudentT([0, 1, 1], 0.5)!.Value;

        Assert.True(narrow.Low > wide.Low && narrow.High < wide.High);
    }

    [Fact]
    public void WilsonOfShare_WholeCounts_IsWilson()
    {
        Assert.Equal(Intervals.Wilson(57, 100), Intervals.WilsonOfShare(0.57, 100));
        Assert.Null(Intervals.WilsonOfShare(0, 0));
    }

    [Fact]
    public void Percentile_ZeroToAHundred_CutsFiveOffEachEndAndInterpolates()
    {
        double[] values = [.. Enumerable.Range(0, 101).Reverse().Select(value => (double)value)];

        AssertLimits(5, 95, Intervals.Percentile(values, 0.9));
        AssertLimits(2.5, 97.5, Intervals.Percentile(values));
        AssertLimits(0.25, 0.75, Intervals.Percentile(new double[] { 1, 0 }, 0.5));
        Assert.Null(Intervals.Percentile([]));
    }

    [Fact]
    public void Hull_TwoIntervals_IsTheSmallestThatHoldsBoth()
    {
        Assert.Equal(new Interval(0.1, 0.9), new Interval(0.1, 0.5).Hull(new Interval(0.3, 0.9)));
        Assert.Equal(new Interval(0, 1), new Interval(0, 1).Hull(new Interval(0.3, 0.9)));
    }

    [Fact]
    public void Intervals_WithoutData_AreNull()
    {
        Assert.Null(Intervals.Wilson(0, 0));
        Assert.Null(Intervals.ClopperPearson(0, 0));
        Assert.Null(Intervals.StudentT([]));
        Assert.Null(Intervals.StudentT([1]));
        Assert.Null(Intervals.StandardError([1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Wilson_ConfidenceOutsideTheOpenUnitInterval_Throws(double confidence) =>
        Assert.Throws<ArgumentException>(() => Intervals.Wilson(1, 2, confidence));

    private static void AssertLimits(double low, double high, Interval? interval)
    {
        Assert.Equal(low, interval!.Value.Low, 1e-6);
        Assert.Equal(high, interval.Value.High, 1e-6);
    }
}
