using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class SkillRateTests
{
    [Fact]
    public void Of_TwoSkillsOverTwoK_JoinsTheCountsAndShrinksThem()
    {
        // Over both k: irony 7 of 10, metaphor 3 of 10 and one undecided. m = 9 / 2.2 − 1, see BetaPriorTests.
        var rates = SkillRate.Of([
            Losses(2, new("irony", 4, 4, 0, 0), new("metaphor", 5, 1, 4, 0)),
            Losses(3, new("irony", 6, 3, 3, 0), new("metaphor", 6, 2, 3, 1)),
        ]);

        Assert.Equal(["irony", "metaphor"], rates.Select(rate => rate.Skill));
        var (irony, metaphor) = (rates[0], rates[1]);
        Assert.Equal((7, 10, 0, 0.7), (irony.Met, irony.Decided, irony.Undecided, irony.Rate));
        Assert.Equal((3, 10, 1, 0.3), (metaphor.Met, metaphor.Decided, metaphor.Undecided, metaphor.Rate));
        Assert.Equal(Intervals.Wilson(7, 10), irony.Interval);
        var m = (9 / 2.2) - 1;
        Assert.Equal((7 + (m / 2)) / (10 + m), irony.Shrunken!.Value, 1e-12);
        Assert.InRange(irony.Shrunken.Value, irony.ShrunkenInterval!.Value.Low, irony.ShrunkenInterval.Value.High);
        Assert.Equal(FisherExact.TwoSided(7, 10, 3, 10), irony.PValue);
        Assert.Equal(irony.PValue, irony.Adjusted, 1e-12); // two tests of the same p
    }

    [Fact]
    public void Of_SkillsThatNothingTellsApart_HaveTheMeanAndItsInterval()
    {
        var rates = SkillRate.Of([Losses(2, new("irony", 10, 6, 4, 0), new("metaphor", 10, 4, 6, 0))]);

        Assert.All(rates, rate => Assert.Equal(0.5, rate.Shrunken!.Value, 1e-5));
        Assert.All(rates, rate => Assert.Equal(Intervals.Wilson(10, 20), rate.ShrunkenInterval));
    }

    [Fact]
    public void Of_ASkillOfWhichNothingIsDecided_HasTheMeanOfTheOthersAndIsNotTested()
    {
        var rates = SkillRate.Of([Losses(2, new("irony", 2, 0, 0, 2), new("metaphor", 2, 1, 1, 0))]);

        Assert.Equal(
            (null, null, 0.5, 1, 1),
            (rates[0].Rate, rates[0].Interval, rates[0].Shrunken, rates[0].PValue, rates[0].Adjusted)
        );
        Assert.Equal(1, rates[1].Adjusted);
    }

    [Fact]
    public void Of_NothingDecided_HasNoRate()
    {
        var rate = Assert.Single(SkillRate.Of([Losses(2, new SkillLoss("irony", 2, 0, 0, 2))]));

        Assert.Equal((null, null, null, null), (rate.Rate, rate.Shrunken, rate.ShrunkenInterval, rate.Prior));
        Assert.Empty(SkillRate.Of([]));
    }

    [Fact]
    public void Of_OneSkillAmongManyThatFails_IsFoundAlone()
    {
        SkillLoss[] skills =
        [
            .. Enumerable
                .Range(0, 20)
                .Select(i => new SkillLoss($"skill {i:00}", 30, i == 7 ? 6 : 24, i == 7 ? 24 : 6, 0)),
        ];

        var found = SkillRate.Of([Losses(3, skills)]).Where(rate => rate.Adjusted < 0.05);

        Assert.Equal("skill 07", Assert.Single(found).Skill);
    }

    private static CriterionLosses Losses(int k, params SkillLoss[] skills) =>
        new("student", "grader", Setting.All, k, 10, null, 0, [], skills, IsSimulated: false, "aaaa");
}
