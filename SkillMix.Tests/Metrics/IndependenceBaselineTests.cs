using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class IndependenceBaselineTests
{
    // Irony is shown by 3 of 4 texts, metaphor by 2 of 4, ellipsis by all 4 (over k = 1 and 2); at k = 2 topic 1, sense ¾, length 1.
    private static readonly PointTable Table = new PointTableBuilder()
        .Series(
            k: 2,
            skills:
            [
                ["irony", "metaphor"],
                ["metaphor", "ellipsis"],
            ]
        )
        .Text(0, 1, "11111")
        .Text(0, 2, "10101")
        .Text(1, 1, "01111")
        .Text(1, 2, "11111")
        .Series(
            k: 1,
            skills:
            [
                ["irony"],
                ["ellipsis"],
            ]
        )
        .Text(0, 1, "1111")
        .Text(0, 2, "0111")
        .Text(1, 1, "1111")
        .Text(1, 2, "1111")
        .Table;

    [Fact]
    public void Of_TwoTuples_IsTheMeanOfTheirProducts()
    {
        // Irony · metaphor: ¾ · ½ · ¾ = 9/32; metaphor · ellipsis: ½ · 1 · ¾ = 3/8. Best of 2: 1 − (23/32)² and 1 − (5/8)².
        var rows = IndependenceBaseline.Of(Table, MetricOptions.Default);
        var two = rows.Single(row => row.K == 2);

        Assert.Equal((1 - (23 / 32.0 * 23 / 32.0) + 1 - (25 / 64.0)) / 2, two.Value!.Value, 1e-12);
        Assert.Equal((1.0, 2, 0, 2), (two.Measured, two.Tuples, two.Unknown, two.GenerationsPerTuple));

        // At k = 1 nothing but the skill is ever missed: 1 − (¼)² and 1.
        Assert.Equal((15 / 16.0 + 1) / 2, rows.Single(row => row.K == 1).Value!.Value, 1e-12);
    }

    [Fact]
    public void Of_AMeanOverGenerations_IsTheMeanOfTheProductsThemselves()
    {
        var two = IndependenceBaseline.Of(Table, new() { Generations = GenerationRule.Mean }).Single(row => row.K == 2);

        Assert.Equal((9 / 32.0 + 3 / 8.0) / 2, two.Value!.Value, 1e-12);
        Assert.Equal(0.5, two.Measured);
    }

    [Fact]
    public void Of_ASkillOfWhichNothingIsDecided_LeavesItsTupleOut()
    {
        var table = new PointTableBuilder()
            .Series(
                k: 1,
                skills:
                [
                    ["irony"],
                    ["metaphor"],
                ]
            )
            .Text(0, 1, "?111")
            .Text(1, 1, "1111")
            .Table;

        var row = Assert.Single(IndependenceBaseline.Of(table, MetricOptions.Default));

        Assert.Equal((1.0, 1, 1), (row.Value, row.Tuples, row.Unknown));
    }

    [Fact]
    public void Of_NoTexts_HasNoValue()
    {
        var row = Assert.Single(IndependenceBaseline.Of(new PointTableBuilder().Series().Table, MetricOptions.Default));

        Assert.Equal((null, null, 0), (row.Value, row.Measured, row.Tuples));
        Assert.Empty(IndependenceBaseline.Of(PointTable.Empty, MetricOptions.Default));
    }
}
