using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using static SkillMix.Tests.Figures.Rows;

namespace SkillMix.Tests.Figures;

public sealed class SuccessCurveTests
{
    private static readonly CurveLook Plain = new();

    private static readonly CurveLook Family = new()
    {
        Students = [new("llama"), new("llama-tuned", "llama", "D(1,2)"), new("other")],
    };

    [Fact]
    public void Build_NoRows_HasAxesAndNoCurves()
    {
        var figure = SuccessCurve.Build([], Plain);

        Assert.Empty(figure.Traces);
        Assert.Equal((0.0, 1.0), (figure.Y.Min, figure.Y.Max));
        Assert.False(figure.IsSimulated);
    }

    [Fact]
    public void Build_BaseBesideTuned_BaseIsDashedAndTheyShareAColour()
    {
        var figure = SuccessCurve.Build([Row("llama", 2, .5), Row("llama-tuned", 2, .8), Row("other", 2, .6)], Family);

        Assert.Equal([true, false, false], figure.Traces.Select(trace => trace.IsDashed));
        Assert.Equal([0, 0, 1], figure.Traces.Select(trace => trace.Colour));
        Assert.Equal([0, 1, 2], figure.Traces.Select(trace => trace.Symbol));
    }

    [Fact]
    public void Build_NoTunedModelInSight_NothingIsDashed()
    {
        var figure = SuccessCurve.Build([Row("llama", 2, .5), Row("other", 2, .6)], Family);

        Assert.All(figure.Traces, trace => Assert.False(trace.IsDashed));
    }

    [Fact]
    public void Build_BaseOfATunedModelThatIsNotShown_IsSolid()
    {
        var figure = SuccessCurve.Build([Row("llama", 2, .5), Row("unrelated", 2, .6)], Family);

        Assert.All(figure.Traces, trace => Assert.False(trace.IsDashed));
    }

    [Fact]
    public void Build_TunedFromATunedModel_EveryModelItCameFromIsDashed()
    {
        var look = new CurveLook { Students = [new("a"), new("b", "a"), new("c", "b")] };

        var figure = SuccessCurve.Build([Row("a", 2, .5), Row("b", 2, .6), Row("c", 2, .7)], look);

        Assert.Equal([true, true, false], figure.Traces.Select(trace => trace.IsDashed));
    }

    [Fact]
    public void Build_FamilyOfThree_EachHasAColourAndSmallFamiliesShareTheirs()
    {
        var look = new CurveLook { Students = [new("a"), new("b", "a"), new("c", "a"), new("x"), new("y", "x")] };

        var figure = SuccessCurve.Build([.. "abcxy".Select(name => Row($"{name}", 2, .5))], look);

        Assert.Equal([0, 1, 2, 3, 3], figure.Traces.Select(trace => trace.Colour));
    }

    [Fact]
    public void Build_SeveralSettings_ColourIsTheStudentAndMarkerTheSetting()
    {
        var figure = SuccessCurve.Build(
            [
                Row("llama", 2, .5, setting: Setting.All),
                Row("llama", 2, .4, setting: Setting.HeldOut),
                Row("llama-tuned", 2, .8, setting: Setting.All),
                Row("llama-tuned", 2, .7, setting: Setting.HeldOut),
            ],
            Family
        );

        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1)], figure.Traces.Select(trace => (trace.Colour, trace.Symbol)));
        Assert.Equal([true, true, false, false], figure.Traces.Select(trace => trace.IsDashed));
    }

    [Fact]
    public void Build_ColourByStudent_SeparatesTheFamily()
    {
        var figure = SuccessCurve.Build(
            [Row("llama", 2, .5), Row("llama-tuned", 2, .8)],
            Family with
            {
                ColourByStudent = true,
            }
        );

        Assert.Equal([0, 1], figure.Traces.Select(trace => trace.Colour));
    }

    [Fact]
    public void FamilyOf_ModelsThatNameEachOtherAsBase_Ends()
    {
        var look = new CurveLook { Students = [new("a", "b"), new("b", "a")] };

        Assert.Equal("a", look.FamilyOf("a"));
    }

    [Fact]
    public void Build_ThreeCurves_StandSixHundredthsApartAroundK()
    {
        var figure = SuccessCurve.Build([Row("a", 2, .5), Row("b", 2, .5), Row("c", 2, .5)], Plain);

        Assert.Equal([-0.06, 0, 0.06], figure.Traces.Select(trace => Math.Round(trace.Offset, 10)));
    }

    [Fact]
    public void Build_ManyCurves_StayWithinHalfAStep()
    {
        var rows = Enumerable.Range(0, 20).Select(i => Row($"student {i}", 2, .5)).ToList();

        var offsets = SuccessCurve.Build(rows, Plain).Traces.Select(trace => trace.Offset).ToList();

        Assert.True(offsets.Max() - offsets.Min() < 0.5);
        Assert.Equal(20, offsets.Distinct().Count());
    }

    [Fact]
    public void Build_KIsMissingInBetween_LeavesAGap()
    {
        var figure = SuccessCurve.Build([Row("a", 4, .2), Row("a", 2, .8)], Plain);

        var points = Assert.Single(figure.Traces).Points;
        Assert.Equal([2.0, 3, 4], points.Select(point => point.X));
        Assert.Equal([.8, null, .2], points.Select(point => point.Y));
        Assert.Equal([2.0, 3, 4], figure.X.Ticks!);
        Assert.Equal((1.5, 4.5), (figure.X.Min, figure.X.Max));
    }

    [Fact]
    public void Build_UnscoredTuples_HaveABandOnlyWhereThereAreAny()
    {
        MetricRow[] rows = [Row("a", 2, .8), Row("a", 3, .5, n: 90, unscored: 10, boundLow: .45, boundHigh: .55)];

        var points = SuccessCurve.Build(rows, Plain).Traces[0].Points;
        var without = SuccessCurve.Build(rows, Plain with { ShowsUnscored = false }).Traces[0].Points;

        Assert.Null(points[0].BoundLow);
        Assert.Equal((.45, .55), (points[1].BoundLow, points[1].BoundHigh));
        Assert.All(without, point => Assert.Null(point.BoundHigh));
        Assert.Contains(
            points[1].Words,
            line => line.Contains("unscored tuples: 10; over all tuples between 0.450 and 0.550")
        );
    }

    [Fact]
    public void Build_AllUnscored_HasNoValueButABand()
    {
        var figure = SuccessCurve.Build([Row("a", 3, null, n: 0, unscored: 5, boundLow: 0, boundHigh: 1)], Plain);

        var point = Assert.Single(figure.Traces[0].Points);
        Assert.Null(point.Y);
        Assert.Equal((0.0, 1.0), (point.BoundLow, point.BoundHigh));
    }

    [Fact]
    public void Build_PublishedPoints_AreFaintBehindAndWithoutIntervals()
    {
        var look = Plain with { Overlay = [new("published: x", 3, .3, ["source"]), new("published: x", 2, .4, [])] };

        var figure = SuccessCurve.Build([Row("a", 5, .1)], look);

        Assert.Equal([true, false], figure.Traces.Select(trace => trace.IsFaint));
        Assert.Equal([2.0, 3], figure.Traces[0].Points.Select(point => point.X));
        Assert.All(figure.Traces[0].Points, point => Assert.Null(point.Low));
        Assert.Equal(2, figure.X.Ticks![0]);
        Assert.Equal(0, figure.Traces[1].Colour);
    }

    [Fact]
    public void Build_OtherFingerprintAtOtherK_IsJoinedOnlyWhenPooled()
    {
        MetricRow[] rows = [Row("a", 2, .8, fingerprint: "aaaa"), Row("a", 3, .5, fingerprint: "bbbb")];

        var apart = SuccessCurve.Build(rows, Plain);
        var pooled = SuccessCurve.Build(rows, Plain with { Options = new() { PoolSamples = true } });

        Assert.Equal(["a · aaaa", "a · bbbb"], apart.Traces.Select(trace => trace.Name));
        Assert.Equal(2, Assert.Single(pooled.Traces).Points.Count);
    }

    [Fact]
    public void Build_TwoSamplesAtOneK_AreTwoCurves()
    {
        MetricRow[] rows = [Row("a", 2, .8, sample: "one"), Row("a", 2, .5, sample: "two")];

        Assert.Equal(
            ["a · sample one", "a · sample two"],
            SuccessCurve.Build(rows, Plain).Traces.Select(trace => trace.Name)
        );
    }

    [Fact]
    public void Build_SeveralSettingsAndGraders_AreInTheNames()
    {
        MetricRow[] rows =
        [
            Row("a", 2, .8, setting: Setting.Train),
            Row("a", 2, .5, setting: Setting.HeldOut, grader: "strict"),
        ];

        Assert.Equal(
            ["a · train · judge", "a · held-out · strict"],
            SuccessCurve.Build(rows, Plain).Traces.Select(trace => trace.Name)
        );
    }

    [Fact]
    public void Build_SimulatedRow_MarksFigureAndPoint()
    {
        var figure = SuccessCurve.Build([Row("a", 2, .5, isSimulated: true)], Plain, row => $"/to/{row.Student}");

        Assert.True(figure.IsSimulated);
        Assert.Contains("simulated", figure.Traces[0].Points[0].Words);
        Assert.Equal("/to/a", figure.Traces[0].Points[0].Key);
    }

    [Fact]
    public void Build_SumOfPoints_AxisReachesTheMostThatCanBeEarned()
    {
        var figure = SuccessCurve.Build([Row("a", 5, 6, metric: Metric.Sum)], Plain);

        Assert.Equal(8, figure.Y.Max);
    }

    [Fact]
    public void Build_TwoMetrics_SaysSo()
    {
        var problem = Assert.Throws<ArgumentException>(() =>
            SuccessCurve.Build([Row("a", 2, .5), Row("a", 2, 3, metric: Metric.Sum)], Plain)
        );

        Assert.Contains("one metric", problem.Message);
    }
}
