using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class GraderDriftTests
{
    // k = 2: two skills, topic, sense, length.
    private static readonly GraderDrift Three = GraderDrift.Between(
        1,
        2,
        [Text(0, "11111", "01111"), Text(1, "11111", "11110"), Text(2, "0111?", "1111?")]
    );

    [Fact]
    public void Between_ThreeTextsOfTwoSkills_CountsFlipsByKindAndWhatWasNotCompared()
    {
        Assert.Equal(
            [
                (CriterionKind.Skill, 6, 6, 1, 1),
                (CriterionKind.Topic, 3, 3, 0, 0),
                (CriterionKind.Sense, 3, 3, 0, 0),
                (CriterionKind.Length, 2, 3, 1, 0),
            ],
            Three.Kinds.Select(kind =>
                (kind.Kind, kind.Flips.Used, kind.Flips.Total, kind.Flips.Lost, kind.Flips.Gained)
            )
        );
        Assert.Equal((14, 15, 1), (Three.All.Used, Three.All.Total, Three.All.Open));
        Assert.Equal((2, 1), (Three.All.Lost, Three.All.Gained));
        Assert.Equal(3.0 / 14, Three.All.Rate!.Value, 1e-12);
        Assert.Equal([0, 1], Three.All.LostAt);
        Assert.Equal([2], Three.All.GainedAt);
        // 2 · P[Bin(3, ½) ≤ 1] = 2 · 4/8.
        Assert.Equal(1, Three.All.PValue, 1e-12);
    }

    [Fact]
    public void Between_ThreeTexts_TakesFullMarksAsOneVerdictATextAndLeavesTheOpenOneOut()
    {
        // The third text surely has none before, and after hangs on its length.
        Assert.Equal(
            (2, 3, 2, 0),
            (Three.FullMarks.Used, Three.FullMarks.Total, Three.FullMarks.Lost, Three.FullMarks.Gained)
        );
        Assert.Equal(1, Three.FullMarks.Rate);
        // Wilson at n of n: n / (n + z²) with z² = 3.841459.
        Assert.Equal(0.342380, Three.FullMarks.Interval!.Value.Low, 1e-6);
        Assert.Equal(1, Three.FullMarks.Interval.Value.High);
        // 2 · P[Bin(2, ½) ≤ 0] = 2 · 1/4; with mid-p it would be 1/4.
        Assert.Equal(0.5, Three.FullMarks.PValue, 1e-12);
    }

    [Fact]
    public void Between_SixFlipsOneWay_HasTheExactPOfTwoIn64()
    {
        var drift = GraderDrift.Between(1, 2, [.. Enumerable.Range(0, 6).Select(i => Text(i, "11111", "11011"))]);

        Assert.Equal(0.03125, drift.All.PValue, 1e-12);
        Assert.Equal(0.2, drift.All.Rate!.Value, 1e-12);
    }

    [Fact]
    public void Between_SixFlipsThatCancelOut_IsNoDrift()
    {
        var drift = GraderDrift.Between(
            1,
            2,
            [.. Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? Text(i, "11111", "11011") : Text(i, "11011", "11111"))]
        );

        Assert.Equal((3, 3, 1.0), (drift.All.Lost, drift.All.Gained, drift.All.PValue));
    }

    [Fact]
    public void Between_HalfAPoint_IsNotMetAsInAVoteOfOneGrading()
    {
        var drift = GraderDrift.Between(1, 2, [Text(0, "11111", "h1111")]);

        Assert.Equal((5, 1), (drift.All.Used, drift.All.Lost));
    }

    [Theory]
    [InlineData("11111", null)]
    [InlineData(null, "11111")]
    [InlineData("11111", "?????")]
    [InlineData("11111", "rrrrr")]
    [InlineData("fffff", "11111")]
    public void Between_ATextThatOneOccasionLeavesOpen_ComparesNothingAndDropsNothing(string? before, string? after)
    {
        var drift = GraderDrift.Between(1, 2, [Text(0, before, after)]);

        Assert.Equal((0, 5, 5), (drift.All.Used, drift.All.Total, drift.All.Open));
        Assert.Null(drift.All.Rate);
        Assert.Null(drift.All.Interval);
        Assert.Equal(1, drift.All.PValue);
        Assert.Equal((0, 1), (drift.FullMarks.Used, drift.FullMarks.Total));
    }

    [Fact]
    public void Between_NoTexts_IsEmpty()
    {
        var drift = GraderDrift.Between(1, 2, []);

        Assert.Equal((0, 0), (drift.All.Used, drift.All.Total));
        Assert.Null(drift.FullMarks.Rate);
    }

    private static RegradedText Text(int position, string? before, string? after) =>
        new(position, 2, Packed(before), Packed(after));

    /// <summary>1 met, 0 not met, h half a point, ? unreadable, r refused, f failed; null is not graded.</summary>
    private static PackedVerdicts? Packed(string? points) =>
        points is null
            ? null
            : PackedVerdicts.Pack(
                Rubric
                    .Of(["one", "two"], "topic")
                    .Criteria.Zip(
                        points,
                        (criterion, point) =>
                            point switch
                            {
                                '1' => Verdict.FromPoints(criterion, 1),
                                '0' => Verdict.FromPoints(criterion, 0),
                                'h' => Verdict.FromPoints(criterion, 0.5),
                                'r' => new Verdict(criterion, VerdictState.Refused),
                                'f' => new Verdict(criterion, VerdictState.Failed),
                                _ => new Verdict(criterion, VerdictState.Unreadable),
                            }
                    )
            );
}
