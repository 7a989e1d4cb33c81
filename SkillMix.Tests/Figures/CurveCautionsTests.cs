using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using static SkillMix.Tests.Figures.Rows;

namespace SkillMix.Tests.Figures;

public sealed class CurveCautionsTests
{
    [Fact]
    public void Of_ThirtyTuplesMeasuredAlike_SaysNothing() =>
        Assert.Empty(CurveCautions.Of([Row("a", 2, .5, n: 30), Row("b", 2, .6, n: 30)], MetricOptions.Default));

    [Fact]
    public void Of_NoRows_SaysNothing() => Assert.Empty(CurveCautions.Of([], MetricOptions.Default));

    [Fact]
    public void Of_TwentyNineTuples_SaysHowFew() =>
        Assert.Equal(
            ["1 of 2 points rest on fewer than 30 tuples (fewest: 29)."],
            CurveCautions.Of([Row("a", 2, .5, n: 29), Row("a", 3, .5)], MetricOptions.Default)
        );

    [Fact]
    public void Of_NothingGraded_SaysThatThereIsNothingToDraw() =>
        Assert.StartsWith(
            "No text of this choice is graded",
            Assert.Single(CurveCautions.Of([Row("a", 2, null, n: 0, turn: null)], MetricOptions.Default))
        );

    [Theory]
    [InlineData(98, 2, 0)] // 2 %
    [InlineData(97, 3, 1)] // 3 %
    public void Of_Unscored_IsNamedAboveTwoPercent(int n, int unscored, int cautions) =>
        Assert.Equal(
            cautions,
            CurveCautions.Of([Row("a", 2, .5, n: n, unscored: unscored)], MetricOptions.Default).Count
        );

    [Fact]
    public void Of_Unscored_SaysTheShareFromWhichItIsNamed() =>
        Assert.StartsWith(
            FormattableString.Invariant(
                $"More than {100 * CurveCautions.ManyUnscored:0.##} % of the tuples are unscored"
            ),
            Assert.Single(CurveCautions.Of([Row("a", 2, .5, n: 97, unscored: 3)], MetricOptions.Default))
        );

    [Fact]
    public void Of_UnscoredInTwoSettings_NamesTheSetting() =>
        Assert.Contains(
            "unscored for a, held-out, at k = 2 (3 of 100);",
            CurveCautions.Of(
                [
                    Row("a", 2, .5),
                    Row("a", 2, .5, n: 97, unscored: 3, setting: SkillMix.Core.Catalogue.Setting.HeldOut),
                ],
                MetricOptions.Default
            )[0]
        );

    [Fact]
    public void Of_OtherTuplesAtTheSameK_SaysWhere()
    {
        var cautions = CurveCautions.Of(
            [Row("a", 2, .5, sample: "one"), Row("b", 2, .5, sample: "two")],
            MetricOptions.Default
        );

        Assert.Contains("k = 2 (all)", Assert.Single(cautions));
    }

    [Fact]
    public void Of_OtherProtocolsUnderOneGrader_AreNamedAndPoolingIsSaid()
    {
        MetricRow[] rows = [Row("a", 2, .5, fingerprint: "aaaa"), Row("a", 3, .5, fingerprint: "bbbb")];

        Assert.Contains("aaaa, bbbb", Assert.Single(CurveCautions.Of(rows, MetricOptions.Default)));
        Assert.Contains(
            CurveCautions.Of(rows, new MetricOptions { PoolSamples = true }),
            caution => caution.Contains("pooled")
        );
    }

    [Fact]
    public void Of_BestOfOneBesideBestOfThree_AreNotComparable() =>
        Assert.Contains(
            "Best of 1 and best of 3",
            Assert.Single(CurveCautions.Of([Row("a", 2, .5, generations: 1), Row("b", 2, .5)], MetricOptions.Default))
        );

    [Theory]
    [InlineData("judge", true)]
    [InlineData("majority of judge, other", true)]
    [InlineData("all of another, judge", true)]
    [InlineData("any of judge", true)]
    [InlineData("other", false)]
    [InlineData("majority of judge-2, other", false)]
    public void Of_AStudentWhoseTrainingTextsTheGraderChose_SaysSo(string grader, bool isSaid)
    {
        var cautions = CurveCautions.Of(
            [Row("tuned", 2, .5) with { Grader = grader }, Row("base", 2, .5) with { Grader = grader }],
            MetricOptions.Default,
            [("tuned", "judge"), ("elsewhere", "judge")]
        );

        Assert.Equal(
            isSaid
                ? ["tuned was trained on texts that judge let pass; by that grader it is favoured."]
                : (IEnumerable<string>)[],
            cautions
        );
    }

    [Fact]
    public void Of_SimulatedBesideMeasured_CountsThem() =>
        Assert.StartsWith(
            "1 of 2 points are simulated",
            Assert.Single(
                CurveCautions.Of([Row("a", 2, .5, isSimulated: true), Row("b", 2, .5)], MetricOptions.Default)
            )
        );

    [Fact]
    public void Of_IntervalsForSkillsLikeTheseOverFewSkills_SaysThatTheyAreTooNarrow()
    {
        MetricRow[] rows =
        [
            WithInterval(Row("a", 2, .5), "shared-skills", skills: 39),
            WithInterval(Row("b", 2, .5), "shared-skills", skills: 17),
            WithInterval(Row("c", 2, .5), "shared-skills", skills: 40),
        ];

        Assert.Equal(
            "2 of 3 points rest on fewer than 40 skills (fewest: 17); an interval for skills like these is too narrow there.",
            Assert.Single(CurveCautions.Of(rows, MetricOptions.Default))
        );
        Assert.Equal(CurveCautions.Of(rows, MetricOptions.Default), CurveCautions.OfIntervals(rows));
    }

    [Theory]
    [InlineData("tuple-bootstrap", true)]
    [InlineData("shared-skills", true)]
    [InlineData("student-t", false)]
    public void Of_AnIntervalWithoutWidth_SaysThatItSaysNothing(string method, bool isSaid)
    {
        var row = WithInterval(Row("a", 2, 1), method, skills: null);
        row = row with { Estimate = row.Estimate with { Low = 1, High = 1 } };

        var cautions = CurveCautions.Of([row], MetricOptions.Default);

        Assert.Equal(isSaid, cautions.Any(caution => caution.Contains("has no width")));
    }

    private static MetricRow WithInterval(MetricRow row, string method, int? skills) =>
        row with
        {
            Estimate = row.Estimate with { IntervalMethod = method, Skills = skills },
        };
}
