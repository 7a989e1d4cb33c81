using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class VoteTests
{
    [Theory]
    [InlineData(true, 1.0)]
    [InlineData(false, 0.0)]
    [InlineData(false, 0.5)] // half rounds to even, which is 0
    [InlineData(true, 0.6)]
    [InlineData(false, 1.0, 0.0)]
    [InlineData(false, 0.5, 0.5)]
    [InlineData(true, 1.0, 0.5)]
    [InlineData(true, 1.0, 1.0, 0.0)]
    [InlineData(false, 1.0, 0.0, 0.0)]
    public void OfGradings_ReadablePoints_IsTheMeanRoundedHalfToEven(bool expected, params double[] points) =>
        Assert.Equal(expected, Vote.OfGradings([.. points.Select(point => (double?)point)]));

    [Fact]
    public void OfGradings_Unreadable_IsDecidedOnlyWhereItCannotMatter()
    {
        Assert.Null(Vote.OfGradings([null]));
        Assert.Null(Vote.OfGradings([1, null])); // ½ is 0, 1 is 1
        Assert.False(Vote.OfGradings([0, null])); // 0 and ½ are both 0
        Assert.True(Vote.OfGradings([1, 1, null]));
        Assert.False(Vote.OfGradings([0, 0, null]));
        Assert.Null(Vote.OfGradings([1, 0, null]));
        Assert.Null(Vote.OfGradings([]));
    }

    [Theory]
    // rule, met, undecided, graders
    [InlineData(PanelRule.Majority, 2, 0, 3, true)]
    [InlineData(PanelRule.Majority, 1, 0, 3, false)]
    [InlineData(PanelRule.Majority, 1, 0, 2, null)] // a tie
    [InlineData(PanelRule.Majority, 2, 1, 4, null)] // 2 of 4 is no majority; the unreadable one does not shrink the panel
    [InlineData(PanelRule.Majority, 3, 1, 4, true)]
    [InlineData(PanelRule.Majority, 0, 1, 3, false)]
    [InlineData(PanelRule.Majority, 1, 1, 3, null)]
    [InlineData(PanelRule.All, 3, 0, 3, true)]
    [InlineData(PanelRule.All, 1, 1, 3, false)]
    [InlineData(PanelRule.All, 2, 1, 3, null)]
    [InlineData(PanelRule.Any, 1, 2, 3, true)]
    [InlineData(PanelRule.Any, 0, 0, 3, false)]
    [InlineData(PanelRule.Any, 0, 1, 3, null)]
    public void OfPanel_Counts_FollowTheRule(PanelRule rule, int met, int undecided, int graders, bool? expected) =>
        Assert.Equal(expected, Vote.OfPanel(rule, met, undecided, graders));

    [Fact]
    public void OfPanel_EachGraderByItself_IsNoVote() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Vote.OfPanel(PanelRule.Each, 1, 0, 1));
}
