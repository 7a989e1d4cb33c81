using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Tests.Metrics;

namespace SkillMix.Tests.Figures;

public sealed class PairedTableTests
{
    private static readonly CurveStudent[] Students = [new("base"), new("tuned", "base", "D(1)")];

    [Fact]
    public void BaseAgainstTuned_TunedGainsTwoOfThreeTuples_IsTwoToNone()
    {
        var table = new PointTableBuilder()
            .Series(student: "base")
            .Text(0, 1, "11111")
            .Text(1, 1, "01111")
            .Text(2, 1, "10111")
            .Series(student: "tuned")
            .Text(0, 1, "11111")
            .Text(1, 1, "11111")
            .Text(2, 1, "11111")
            .Table;

        var row = Assert.Single(PairedTable.BaseAgainstTuned(table, MetricOptions.Default, Metric.FullMarks, Students));

        Assert.Equal(("base", "tuned", 2), (row.Before, row.After, row.K));
        Assert.Equal(2.0 / 3, row.Comparison!.MeanDifference!.Value, 10);
        Assert.Equal(
            (3, 2, 0, 0.5),
            (row.Comparison.Pairs, row.Comparison.Better, row.Comparison.Worse, Math.Round(row.Comparison.PValue, 10))
        );
        Assert.Null(row.Note);
    }

    [Fact]
    public void BaseAgainstTuned_OtherTuplesOrNoBase_HasNoRows()
    {
        var other = new PointTableBuilder()
            .Series(student: "base", sample: "one")
            .Text(0, 1, "11111")
            .Series(student: "tuned", sample: "two")
            .Text(0, 1, "11111")
            .Table;

        Assert.Empty(PairedTable.BaseAgainstTuned(other, MetricOptions.Default, Metric.FullMarks, Students));
        Assert.Empty(PairedTable.BaseAgainstTuned(other, MetricOptions.Default, Metric.FullMarks, [new("base")]));
        Assert.Empty(PairedTable.BaseAgainstTuned(PointTable.Empty, MetricOptions.Default, Metric.FullMarks, Students));
    }

    [Fact]
    public void BaseAgainstTuned_BestOfTwoAgainstBestOfOne_IsNotCompared()
    {
        var table = new PointTableBuilder()
            .Series(student: "base")
            .Text(0, 1, "11111")
            .Text(0, 2, "11111")
            .Series(student: "tuned")
            .Text(0, 1, "11111")
            .Table;

        var row = Assert.Single(PairedTable.BaseAgainstTuned(table, MetricOptions.Default, Metric.FullMarks, Students));

        Assert.Null(row.Comparison);
        Assert.Contains("best of 2 against best of 1", row.Note);
    }

    [Fact]
    public void BaseAgainstTuned_OtherPrompts_IsComparedAndSaid()
    {
        var table = new PointTableBuilder()
            .Series(student: "base", prompts: "gentle")
            .Text(0, 1, "11111")
            .Series(student: "tuned", prompts: "plain")
            .Text(0, 1, "11111")
            .Table;

        var row = Assert.Single(PairedTable.BaseAgainstTuned(table, MetricOptions.Default, Metric.FullMarks, Students));

        Assert.NotNull(row.Comparison);
        Assert.Equal("prompts differ", row.Note);
    }

    [Fact]
    public void DraftAgainstRevision_BothGraded_ComparesThem()
    {
        var table = new PointTableBuilder()
            .Series()
            .TextOf(turn: 0, 0, 1, "01111")
            .TextOf(turn: 1, 0, 1, "11111")
            .TextOf(turn: 0, 1, 1, "11111")
            .TextOf(turn: 1, 1, 1, "11111")
            .Table;

        var row = Assert.Single(PairedTable.DraftAgainstRevision(table, MetricOptions.Default, Metric.FullMarks));

        Assert.Equal(("student, draft", "student, revision"), (row.Before, row.After));
        Assert.Equal(
            (2, 0.5, 1, 0),
            (row.Comparison!.Pairs, row.Comparison.MeanDifference, row.Comparison.Better, row.Comparison.Worse)
        );
    }

    [Fact]
    public void DraftAgainstRevision_OnlyRevisionsGraded_HasNoRows() =>
        Assert.Empty(
            PairedTable.DraftAgainstRevision(PointTableBuilder.Released, MetricOptions.Default, Metric.FullMarks)
        );
}
