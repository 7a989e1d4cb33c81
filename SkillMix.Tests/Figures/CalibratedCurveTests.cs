using SkillMix.Core.Annotation;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Tests.Metrics;
using static SkillMix.Tests.Figures.Rows;

namespace SkillMix.Tests.Figures;

public sealed class CalibratedCurveTests
{
    // Student a: at k = 2 people find 3 of 4, at k = 3 nobody was asked, at k = 4 they find 1 of 4.
    private static readonly CalibratedSuccess Success = CalibratedSuccess.Of(
        LabelledPools.Of([
            .. 3.Times(new(Panel: true, "1", Student: "a")),
            new(Panel: false, "0", Student: "a"),
            .. 4.Times(new(Panel: true, "", Student: "a", K: 3)),
            new(Panel: true, "1", Student: "a", K: 4),
            .. 3.Times(new(Panel: false, "0", Student: "a", K: 4)),
        ])
    );

    private static readonly MetricRow[] Rows = [Row("a", 2, .8, n: 4), Row("a", 3, .7, n: 4), Row("a", 4, .5, n: 4)];

    private static readonly MetricOptions Frozen = new();

    [Fact]
    public void Build_WithPeople_DrawsASolidCurveOverTheFaintOneInItsColour()
    {
        var figure = SuccessCurve.Build(Rows, new CurveLook { People = Success });

        Assert.Equal(
            [("a – as graded", true, 0, 0), ("a – as judged by annotators", false, 0, 0)],
            figure.Traces.Select(trace => (trace.Name, trace.IsFaint, trace.Colour, trace.Symbol))
        );
        Assert.All(figure.Traces, trace => Assert.False(trace.IsDashed));
        Assert.Equal([-0.03, 0.03], figure.Traces.Select(trace => Math.Round(trace.Offset, 10)));
        Assert.Equal("Ratio of full marks against k, as judged by annotators", figure.Title);
    }

    [Fact]
    public void Build_PointThatIsNotEstimable_IsAGapThatSaysWhy()
    {
        var points = SuccessCurve.Build(Rows, new CurveLook { People = Success }).Traces[1].Points;

        Assert.Equal([.75, null, .25], points.Select(point => point.Y));
        Assert.Null(points[1].Low);
        Assert.Contains("as judged by annotators: not estimable", points[1].Words);
        Assert.Contains("No drawn unit has a label yet.", points[1].Words);
    }

    [Fact]
    public void Build_PointOfPeople_SaysValueIntervalLabelsUnitsAndWhatStandsBeside()
    {
        var look = new CurveLook { People = Success };
        var point = SuccessCurve.Build(Rows, look, null, one => $"/to/{one.K}").Traces[1].Points[0];

        Assert.Equal("a, all, k = 2", point.Words[0]);
        Assert.StartsWith("as judged by annotators: 0.750 ± 0.", point.Words[1]);
        Assert.Equal("full marks, best of a tuple's generations", point.Words[2]);
        Assert.StartsWith("95 % interval 0.", point.Words[3]);
        Assert.Equal("labels: 4 of 4 drawn, out of 4 units; 0 changed the graders' verdict", point.Words[4]);
        Assert.StartsWith("naive 0.750, plain 0.750 ± ", point.Words[5]);
        Assert.Equal("people among themselves: no criterion was judged by two people", point.Words[6]);
        Assert.Equal("/to/2", point.Key);
    }

    [Fact]
    public void Build_QueueOfGenerations_SaysSoInTheLegend()
    {
        var success = Success with { Spec = Success.Spec with { Unit = QueueUnit.Generation } };

        var figure = SuccessCurve.Build(Rows, new CurveLook { People = success });

        Assert.Equal("a – as judged by annotators, per generation", figure.Traces[1].Name);
        Assert.Equal("full marks per generation", figure.Traces[1].Points[0].Words[2]);
    }

    [Fact]
    public void Build_AnotherMetric_IsRefused()
    {
        var row = Row("a", 2, .8, metric: Metric.SkillFraction);

        Assert.Throws<ArgumentException>(() => SuccessCurve.Build([row], new CurveLook { People = Success }));
    }

    [Fact]
    public void Build_StudentWithoutARow_HasItsOwnColourAndMarker()
    {
        var figure = SuccessCurve.Build([Row("b", 2, .8)], new CurveLook { People = Success });

        Assert.Equal([(0, 0), (1, 1)], figure.Traces.Select(trace => (trace.Colour, trace.Symbol)));
        Assert.Equal((1.5, 4.5), (figure.X.Min, figure.X.Max));
    }

    [Fact]
    public void Cautions_OfAlikeRows_NameGapsFewLabelsAndThatNobodyJudgedTwice()
    {
        var cautions = CalibratedCautions.Of(Success, Rows, Frozen, ["judge"]);

        Assert.Equal(
            [
                "Not estimable: a at k = 3. No drawn unit has a label yet.",
                "Fewer than 30 labels: a at k = 2, 4. How often the interval holds with so few was not tried out.",
                "People changed fewer than 5 verdicts: a at k = 2, 4. The interval is wider there on purpose.",
                "No criterion was judged by two people, so that nobody knows how far other annotators would say the same.",
            ],
            cautions
        );
    }

    [Fact]
    public void Cautions_OfRowsMeasuredOtherwise_NameEveryDifferenceAndWhatWasFrozen()
    {
        var options = new MetricOptions { Generations = GenerationRule.Mean, Length = LengthRule.AsGraded };

        Assert.Equal(
            ["graders", "best or mean of the generations", "length"],
            CalibratedCautions.Differences(Success, options, ["another"])
        );
        Assert.Contains(
            CalibratedCautions.Of(Success, Rows, options, ["another"]),
            caution =>
                caution.EndsWith("The queue froze: judge; length by the reference counter.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Cautions_QueueDrawnFromFewerTuples_SaysWhere()
    {
        Assert.Contains(
            "The queue was drawn from another number of tuples than the uncorrected numbers beside it rest on: a at k = 2.",
            CalibratedCautions.Of(Success, [Row("a", 2, .8, n: 5), .. Rows[1..]], Frozen, ["judge"])
        );
    }

    [Fact]
    public void Cautions_StudentThatIsNotInTheQueue_IsNamed()
    {
        Assert.Contains(
            "The queue holds nothing of b; only what graders say is shown of it.",
            CalibratedCautions.Of(Success, [.. Rows, Row("b", 2, .8)], Frozen, ["judge"])
        );
    }
}
