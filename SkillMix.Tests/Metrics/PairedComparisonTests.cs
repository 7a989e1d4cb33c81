using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class PairedComparisonTests
{
    [Theory]
    [InlineData(9, 16, 0.2295229435)]
    [InlineData(16, 9, 0.2295229435)]
    [InlineData(0, 0, 1)]
    [InlineData(3, 3, 1)] // capped
    [InlineData(0, 1, 1)]
    [InlineData(0, 6, 0.03125)] // 2 / 64
    public void McNemar_DiscordantPairs_IsTheExactTest(int b, int c, double expected) =>
        Assert.Equal(expected, PairedComparison.McNemar(b, c), 1e-9);

    [Fact]
    public void Compare_GoldenFixture_HasTheGoldenNumbers()
    {
        // U_j = 1 if (11 j mod 17) < 10; Y_j = U_j, flipped where 13 j mod 8 = 0.
        static int U(int j) => 11 * j % 17 < 10 ? 1 : 0;
        var a = Enumerable.Range(0, 200).Select(j => Score(j, U(j))).ToList();
        var b = Enumerable.Range(0, 200).Select(j => Score(j, 13 * j % 8 == 0 ? 1 - U(j) : U(j))).ToList();

        var comparison = PairedComparison.Compare(a, b);

        Assert.Equal((200, 9, 16), (comparison.Pairs, comparison.Better, comparison.Worse));
        Assert.Equal(-0.035, comparison.MeanDifference!.Value, 1e-9);
        Assert.Equal(0.0249396256, comparison.StandardError!.Value, 1e-9);
        Assert.Equal(0.2295229435, comparison.PValue, 1e-9);
    }

    [Fact]
    public void Compare_DraftAgainstRevision_TakesTheSameTuples()
    {
        var table = new PointTableBuilder()
            .Series()
            .TextOf(0, 0, 1, "01111")
            .TextOf(1, 0, 1, "11111")
            .TextOf(0, 1, 1, "11111")
            .TextOf(1, 1, 1, "11111")
            .TextOf(0, 2, 1, "01111")
            .TextOf(1, 2, 1, "?1111")
            .TextOf(0, 3, 1, "01111")
            .Table;

        var comparison = PairedComparison.Compare(
            SkillMixMetrics.PerTuple(table, new() { Turn = 0 }, Metric.FullMarks),
            SkillMixMetrics.PerTuple(table, new() { Turn = 1 }, Metric.FullMarks)
        );

        Assert.Equal(
            (2, 0.5, 1, 0),
            (comparison.Pairs, comparison.MeanDifference, comparison.Better, comparison.Worse)
        );
        Assert.Equal((1, 1), (comparison.Undecided, comparison.Unpaired));
    }

    [Fact]
    public void Compare_NothingInCommon_HasNoDifference()
    {
        var comparison = PairedComparison.Compare([], [Score(1, 1)]);

        Assert.Null(comparison.MeanDifference);
        Assert.Equal((0, 1, 1.0), (comparison.Pairs, comparison.Unpaired, comparison.PValue));
    }

    [Fact]
    public void Compare_TwiceTheSameTuple_Throws() =>
        Assert.Throws<ArgumentException>(() => PairedComparison.Compare([Score(1, 1), Score(1, 0)], []));

    [Fact]
    public void Compare_BestOfThreeWithBestOfTwo_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            PairedComparison.Compare([Score(1, 1)], [Score(1, 1) with { BestOf = 2 }])
        );

        Assert.Contains("Best-of-3 and best-of-2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_DifferentMetrics_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            PairedComparison.Compare([Score(1, 1)], [Score(1, 1) with { Metric = Metric.Sum }])
        );

    private static TupleScore Score(int tuple, double score) =>
        new("student", "grader", "sample", Setting.All, 3, "prompts", tuple, Metric.FullMarks, 3, score, score);
}
