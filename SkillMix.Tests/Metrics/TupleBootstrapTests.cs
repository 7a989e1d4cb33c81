using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class TupleBootstrapTests
{
    private static readonly BootstrapSpec Spec = new(Repeats: 10_000);

    [Fact]
    public void Of_OneSuccessAndOneFailure_DrawsNoneHalfOrAll()
    {
        // 0, ½ and 1 with chances ¼, ½ and ¼: variance 1 / 8.
        var drawn = TupleBootstrap.Of([1, 0], Spec)!;

        Assert.Equal(new Interval(0, 1), drawn.Interval);
        Assert.Equal(Math.Sqrt(1 / 8.0), drawn.StandardError, 0.01);
        Assert.Equal((10_000, 0), (drawn.Draws, drawn.Empty));
    }

    [Fact]
    public void Of_FiftySevenOfAHundred_IsAboutTheBinomial()
    {
        var drawn = TupleBootstrap.Of([.. Enumerable.Range(0, 100).Select(i => i < 57 ? (double?)1 : 0)], Spec)!;

        Assert.Equal(Math.Sqrt(.57 * .43 / 100), drawn.StandardError, 0.001);
        Assert.Equal(.57 - (1.96 * .0495), drawn.Interval.Low, 0.01); // .473
        Assert.Equal(.57 + (1.96 * .0495), drawn.Interval.High, 0.01); // .667
    }

    [Fact]
    public void Of_AnUndecidedTuple_IsDrawnAndLeavesTheMean()
    {
        // A draw of three misses both decided tuples with chance (1 / 3)³ = 1 / 27.
        var drawn = TupleBootstrap.Of([0.25, null, 0.25], Spec)!;

        Assert.Equal(new Interval(0.25, 0.25), drawn.Interval);

        drawn = TupleBootstrap.Of([0.25, null, null], Spec with { Repeats = 100 })!;
        Assert.Null(drawn); // one decided tuple is nothing to draw from

        drawn = TupleBootstrap.Of([1, 0, null, null, null, null], Spec)!;
        Assert.Equal(10_000, drawn.Draws + drawn.Empty);
        Assert.InRange(drawn.Empty, 780, 980); // (2 / 3)⁶ = 0.0878
    }

    [Fact]
    public void Of_TheSameSeed_IsTheSame()
    {
        double?[] scores = [0.2, 0.4, 0.9, 0.3];

        Assert.Equal(TupleBootstrap.Of(scores, Spec), TupleBootstrap.Of(scores, Spec));
        Assert.NotEqual(
            TupleBootstrap.Of(scores, Spec)!.StandardError,
            TupleBootstrap.Of(scores, Spec with { Seed = 1 })!.StandardError
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_TooFewRepeats_IsNothing(int repeats) =>
        Assert.Null(TupleBootstrap.Of([1, 0], Spec with { Repeats = repeats }));

    [Fact]
    public void Of_NoTuples_IsNothing() => Assert.Null(TupleBootstrap.Of([], Spec));
}
