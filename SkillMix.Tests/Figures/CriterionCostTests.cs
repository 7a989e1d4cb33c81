using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Tests.Metrics;

namespace SkillMix.Tests.Figures;

public sealed class CriterionCostTests
{
    private static IReadOnlyList<CriterionLosses> FourTexts { get; } =
        CriterionLosses.Of(
            new PointTableBuilder()
                .Series(
                    skills:
                    [
                        ["irony", "metaphor"],
                        ["metaphor", "ellipsis"],
                    ]
                )
                .Text(0, 1, "11111") // full marks
                .Text(0, 2, "01111") // a skill alone
                .Text(1, 1, "01110") // a skill and the length
                .Text(1, 2, "?1111") // open
                .Table,
            MetricOptions.Default
        );

    [Fact]
    public void Build_FourTexts_BarsAreSharesOfAllTexts()
    {
        var figure = Assert.Single(CriterionCost.Build(FourTexts));

        Assert.Equal(
            [
                ("skill, missed", 0.5),
                ("skill, missed alone", 0.25),
                ("topic, missed", 0),
                ("topic, missed alone", 0),
                ("sense, missed", 0),
                ("sense, missed alone", 0),
                ("length, missed", 0.25),
                ("length, missed alone", 0),
            ],
            figure.Traces.Select(trace => (trace.Name, trace.Points.Single().Y!.Value))
        );
        Assert.Contains("skill missed by 2 of 4 texts, by 1 alone", figure.Traces[0].Points[0].Words);
        Assert.Contains("undecided texts: 1", figure.Traces[0].Points[0].Words);
    }

    [Fact]
    public void Build_MissedAndMissedAlone_StandAtTheSamePlaceThePaleOneBehind()
    {
        var traces = CriterionCost.Build(FourTexts)[0].Traces;

        Assert.Equal((true, false), (traces[0].IsFaint, traces[1].IsFaint));
        Assert.Equal(traces[0].Offset, traces[1].Offset);
        Assert.Equal([-0.3, -0.1, 0.1, 0.3], traces.Select(trace => Math.Round(trace.Offset, 10)).Distinct());
    }

    [Fact]
    public void Build_SeveralStudents_ShareTheirAxes()
    {
        var figures = CriterionCost.Build([FourTexts[0], FourTexts[0] with { Student = "other", K = 4 }]);

        Assert.Equal(2, figures.Count);
        Assert.Equal(figures[0].Y, figures[1].Y);
        Assert.Equal(figures[0].X.Max, figures[1].X.Max);
    }

    [Fact]
    public void Build_NothingOrNoTexts_HasNoBars()
    {
        Assert.Empty(CriterionCost.Build([]));
        var empty = CriterionCost.Build([FourTexts[0] with { Texts = 0 }]);
        Assert.All(empty[0].Traces, trace => Assert.Null(trace.Points[0].Y));
    }

    [Fact]
    public void SkillCost_JoinsKAndSortsByMissRate()
    {
        var costs = SkillCost.Of([FourTexts[0], FourTexts[0] with { K = 3 }]);

        // irony: missed in one of two; metaphor: missed in one of three decided, one open; twice each.
        Assert.Equal(["irony", "metaphor", "ellipsis"], costs.Select(cost => cost.Skill));
        Assert.Equal([4, 8, 4], costs.Select(cost => cost.Asked));
        Assert.Equal([0.5, 1.0 / 3, 0], costs.Select(cost => cost.MissRate!.Value));
        Assert.Equal((2, 4, 2), (costs[1].NotMet, costs[1].Met, costs[1].Undecided));
        Assert.Equal(Intervals.Wilson(2, 6), costs[1].Interval);
    }
}
