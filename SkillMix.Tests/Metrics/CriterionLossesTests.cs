using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class CriterionLossesTests
{
    [Fact]
    public void Of_SixTexts_CountsWhatIsMissedAndWhatIsMissedAlone()
    {
        string[] skills = ["irony", "metaphor"];
        var table = new PointTableBuilder()
            .Series(skills: [skills, ["metaphor", "ellipsis"]])
            .Text(0, 1, "11111") // full marks
            .Text(0, 2, "00111") // skills alone
            .Text(0, 3, "01110") // a skill and the length
            .Text(1, 1, "11101") // sense alone
            .Text(1, 2, "?1111") // open
            .Text(1, 3, "?1110") // length, perhaps a skill
            .Table;

        var losses = Assert.Single(CriterionLosses.Of(table, MetricOptions.Default));

        Assert.Equal((6, 1, 0.2), (losses.Texts, losses.Unscored, losses.FullMarks));
        Assert.Equal(
            [
                new(CriterionKind.Skill, Missed: 2, MissedAlone: 1, Unscored: 2),
                new(CriterionKind.Topic, 0, 0, 0),
                new(CriterionKind.Sense, 1, 1, 0),
                new(CriterionKind.Length, 2, 0, 0),
            ],
            losses.Kinds
        );
        Assert.Equal(
            [
                new("ellipsis", Asked: 3, Met: 3, NotMet: 0, Undecided: 0),
                new("irony", 3, 1, 2, 0),
                new("metaphor", 6, 3, 1, 2),
            ],
            losses.Skills
        );
    }

    [Fact]
    public void Of_SeveralSamples_AreCountedTogetherAndGradersApart()
    {
        var table = new PointTableBuilder()
            .Series(sample: "one")
            .Text(0, 1, "11111")
            .Series(sample: "two")
            .Text(0, 1, "01111")
            .Series(sample: "two", grader: "other")
            .Text(0, 1, "11111")
            .Table;

        var losses = CriterionLosses.Of(table, MetricOptions.Default);

        Assert.Equal([("grader", 2), ("other", 1)], losses.Select(loss => (loss.Grader, loss.Texts)));
    }

    [Fact]
    public void Of_NoTexts_HasNoShare()
    {
        var losses = Assert.Single(CriterionLosses.Of(new PointTableBuilder().Series().Table, MetricOptions.Default));

        Assert.Null(losses.FullMarks);
        Assert.Empty(losses.Skills);
        Assert.All(losses.Kinds, loss => Assert.Equal((0, 0, 0), (loss.Missed, loss.MissedAlone, loss.Unscored)));
    }
}
