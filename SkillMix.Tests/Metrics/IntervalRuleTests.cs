using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

/// <summary>What intervals speak of: this catalogue, skills like these, or tuples drawn anew.</summary>
public sealed class IntervalRuleTests
{
    private static readonly MetricOptions Skills = new() { Intervals = IntervalRule.SkillsLikeThese };
    private static readonly MetricOptions Draws = new() { Intervals = IntervalRule.TupleBootstrap };

    // k = 1; skill a always succeeds and skill b never.
    private static readonly PointTable TwoSkills = new PointTableBuilder()
        .Series(
            k: 1,
            skills:
            [
                ["a"],
                ["a"],
                ["b"],
                ["b"],
            ]
        )
        .Text(0, 1, "1111")
        .Text(1, 1, "1111")
        .Text(2, 1, "0111")
        .Text(3, 1, "0111")
        .Table;

    [Fact]
    public void Compute_SkillsLikeThese_IsTheOverlapFormInTheRangeOfTheMetric()
    {
        // As SharedSkillsTests: √(1 + 1) / 4, with t of one degree of freedom, 12.7: wider than the range.
        var estimate = Only(TwoSkills, Skills).Estimate;

        Assert.Equal(("shared-skills", 2, 0.5), (estimate.IntervalMethod, estimate.Skills, estimate.Value));
        Assert.Equal(Math.Sqrt(2) / 4, estimate.StandardError!.Value, 1e-12);
        Assert.Equal((0, 1), (estimate.Low, estimate.High));
    }

    [Fact]
    public void Compute_TupleBootstrap_HasTheSpreadOfTheDraws()
    {
        // Mean of four draws of 0 or 1: standard deviation ½ / √4.
        var estimate = Only(TwoSkills, Draws).Estimate;

        Assert.Equal(("tuple-bootstrap", null), (estimate.IntervalMethod, estimate.Skills));
        Assert.Equal(0.25, estimate.StandardError!.Value, 0.01);
        Assert.Equal((0, 1), (estimate.Low, estimate.High));
    }

    [Fact]
    public void Compute_TupleBootstrap_TakesLevelAndSeedFromTheOptions()
    {
        var narrow = Only(TwoSkills, Draws with { Confidence = 0.5 }).Estimate;
        var other = Only(TwoSkills, Draws with { Bootstrap = new(Repeats: 10_000, Seed: 7) }).Estimate;

        Assert.Equal((0.25, 0.75), (narrow.Low, narrow.High)); // 5 / 16 of the draws lie below or at ¼
        Assert.NotEqual(Only(TwoSkills, Draws).Estimate.StandardError, other.StandardError);
    }

    [Fact]
    public void Compute_AnyRule_GivesTheSameValueAndFingerprint()
    {
        var catalogue = Only(TwoSkills, MetricOptions.Default);
        MetricRow[] others =
        [
            Only(TwoSkills, Skills),
            Only(TwoSkills, Draws),
            Only(TwoSkills, Draws with { Bootstrap = new(Repeats: 5, Seed: 3) }),
        ];

        Assert.Equal("wilson", catalogue.Estimate.IntervalMethod);
        Assert.All(others, row => Assert.Equal(catalogue.Fingerprint, row.Fingerprint));
        Assert.All(others, row => Assert.Equal(catalogue.Estimate.Value, row.Estimate.Value));
    }

    [Fact]
    public void Compute_NoDecidedTuple_HasNoInterval()
    {
        var table = new PointTableBuilder().Series().Text(0, 1, "?1111").Table;

        Assert.Equal("none", Only(table, Skills).Estimate.IntervalMethod);
        Assert.Equal("none", Only(table, Draws).Estimate.IntervalMethod);
        Assert.Null(Only(table, Skills).Estimate.Skills);
    }

    [Fact]
    public void Compute_SkillsLikeTheseOfATupleWithoutNames_SaysWhich()
    {
        var table = new PointTableBuilder().Series().Text(0, 1, "11111").Text(99, 1, "11111").Table;

        var error = Assert.Throws<ArgumentException>(() => Only(table, Skills));

        Assert.Contains("Tuple 99", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Only(table, Draws).Estimate.Value); // draws need no names
    }

    [Fact]
    public void Compute_RulesOutOfRange_Throw()
    {
        Assert.Throws<ArgumentException>(() => Only(TwoSkills, new() { Intervals = (IntervalRule)9 }));
        Assert.ThrowsAny<ArgumentException>(() => Only(TwoSkills, new() { Bootstrap = new(Repeats: -1) }));
    }

    [Fact]
    public void PerTuple_WithNames_HandsThemOn() =>
        Assert.Equal(
            ["a", "a", "b", "b"],
            SkillMixMetrics
                .PerTuple(TwoSkills, MetricOptions.Default, Metric.FullMarks)
                .Select(score => Assert.Single(score.Skills!))
        );

    [Fact]
    public void Compare_SkillsLikeThese_IsTheOverlapFormOfTheDifferences()
    {
        // Differences 1, 1, 0, 0 along skills a, a, b, b: √2 / 4, as above; not clipped.
        var comparison = PairedComparison.Compare(Scores(0, 0, 0, 0), Scores(1, 1, 0, 0), Skills);

        Assert.Equal(("shared-skills", 2), (comparison.IntervalMethod, comparison.Skills));
        Assert.Equal((0.5, 2, 0), (comparison.MeanDifference, comparison.Better, comparison.Worse));
        Assert.Equal(Math.Sqrt(2) / 4, comparison.StandardError!.Value, 1e-12);
        Assert.Equal(0.5 - (12.7062047 * Math.Sqrt(2) / 4), comparison.Low!.Value, 1e-6);
    }

    [Fact]
    public void Compare_TupleBootstrap_DrawsTheDifferencesAndLeavesTheTestAsItIs()
    {
        var plain = PairedComparison.Compare(Scores(0, 0, 0, 0), Scores(1, 1, 0, 0));
        var drawn = PairedComparison.Compare(Scores(0, 0, 0, 0), Scores(1, 1, 0, 0), Draws);

        Assert.Equal(("student-t", "tuple-bootstrap"), (plain.IntervalMethod, drawn.IntervalMethod));
        Assert.Equal((0, 1), (drawn.Low, drawn.High));
        Assert.Equal(0.25, drawn.StandardError!.Value, 0.01);
        Assert.Equal(plain.PValue, drawn.PValue);
    }

    [Fact]
    public void Compare_SkillsLikeTheseWithoutNames_SaysWhichTuple()
    {
        TupleScore[] nameless = [.. Scores(1, 0).Select(score => score with { Skills = null })];

        var error = Assert.Throws<ArgumentException>(() => PairedComparison.Compare(nameless, nameless, Skills));

        Assert.Contains("Tuple 0", error.Message, StringComparison.Ordinal);
    }

    private static TupleScore[] Scores(params double[] scores) =>
        [
            .. scores.Select(
                (score, tuple) =>
                    new TupleScore(
                        "student",
                        "grader",
                        "sample",
                        Setting.All,
                        1,
                        "prompts",
                        tuple,
                        Metric.FullMarks,
                        1,
                        score,
                        score
                    )
                    {
                        Skills = [tuple < 2 ? "a" : "b"],
                    }
            ),
        ];

    private static MetricRow Only(PointTable table, MetricOptions options) =>
        Assert.Single(SkillMixMetrics.Compute(table, options, [Metric.FullMarks]));
}
