using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using static SkillMix.Tests.Metrics.JudgedTexts;

namespace SkillMix.Tests.Metrics;

public sealed class RatedCriteriaTests
{
    [Fact]
    public void Of_AQueue_HasARowForEachCriterionThatPeopleAreAskedAbout()
    {
        var criteria = RatedCriteria.Of(Queue([Text(1, [(Ben, "1?0"), (Ana, "110")], ["10?1", "1111"])]));

        Assert.Equal(["Ana", "Ben", "a", "b"], criteria.Raters.Select(rater => rater.Name));
        Assert.Equal(["irony", "topic", "sense"], criteria.Criteria.Select(criterion => criterion.Name));
        Assert.Equal([CriterionKind.Length], criteria.Counted);
        Assert.Equal([true, true, true, true], criteria.Criteria[0].Verdicts);
        Assert.Equal([true, null, false, true], criteria.Criteria[1].Verdicts); // Ben is unsure
        Assert.Equal([false, false, null, true], criteria.Criteria[2].Verdicts); // a is unreadable
        Assert.Equal([true, true, false], criteria.Criteria.Select(criterion => criterion.People));
    }

    [Fact]
    public void Of_LengthAsGraded_HasLengthToo()
    {
        var panel = PanelSpec.Default with { Options = new() { Length = LengthRule.AsGraded } };

        var criteria = RatedCriteria.Of([Text(1, [(Ana, "1110")], ["1111"])], panel);

        Assert.Empty(criteria.Counted);
        Assert.Equal([false, true], criteria.Criteria[3].Verdicts);
    }

    [Fact]
    public void Of_ATextThatNamesItsSkill_HasTheGradersOwnVerdict()
    {
        var text = Text(1, [(Ana, "111")], ["111"]);
        var named = text with { Graded = text.Graded with { Facts = new(1, 1, 1, 1, false) } };
        var panel = PanelSpec.Default with { Options = new() { NamedSkill = NamedSkillRule.Word } };

        Assert.Equal([true, true], RatedCriteria.Of([named], panel).Criteria[0].Verdicts);
    }

    [Fact]
    public void Of_TextsThatNobodyJudgedOrWrote_LeavesThemOut()
    {
        var empty = Text(2, [(Ana, "000")], ["000"]);
        var criteria = RatedCriteria.Of(
            Queue([
                Text(1, [], ["111"]),
                empty with
                {
                    Graded = empty.Graded with { Facts = new(0, 0, 0, 0, IsEmpty: true) },
                },
                Text(3, [(Ana, "0")], ["111"]),
            ])
        );

        Assert.Equal((2, 1, 1), (criteria.Texts, criteria.Judged, criteria.Unfinished));
        Assert.Equal(3, criteria.Criteria.Count);
    }

    [Fact]
    public void Of_ATextJudgedInTwoQueues_CountsOnceWithTheLastDecisionOfEachAndNoWeight()
    {
        var later = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

        var criteria = RatedCriteria.Of(
            [Text(1, [(Ana, "000")], ["111"], when: later), Text(1, [(Ana, "111"), (Ben, "1")], ["111"])],
            PanelSpec.Default
        );

        Assert.Equal(3, criteria.Criteria.Count);
        Assert.Equal([false, true, true], criteria.Criteria[0].Verdicts);
        Assert.Null(criteria.Criteria[0].People);
        Assert.Null(criteria.Criteria[0].Text.Probability);
    }

    [Fact]
    public void Of_TwoPeopleOfOneName_TellsThemApart()
    {
        var other = Ben with { Name = "Ana" };

        var criteria = RatedCriteria.Of(Queue([Text(1, [(Ana, "1"), (other, "1")], ["1"])]));

        Assert.Equal(["Ana (000001)", "Ana (000002)", "a"], criteria.Raters.Select(rater => rater.Name));
    }

    [Fact]
    public void Parts_BySkill_AreTheSkillCriteriaByName()
    {
        var criteria = RatedCriteria.Of(
            Queue([Text(1, [(Ana, "11111")], ["11111"], k: 2), Text(2, [(Ana, "1111")], ["1111"])])
        );

        Assert.Equal(
            [("hyperbole", 1), ("irony", 2)],
            criteria.PartsBy(AgreementCut.Skill).Select(part => (part.Value, part.Part.Criteria.Count))
        );
        Assert.Equal(
            [("skill", 3), ("topic", 2), ("sense", 2)],
            criteria.PartsBy(AgreementCut.Kind).Select(part => (part.Value, part.Part.Criteria.Count))
        );
        Assert.Equal(
            [("1", 3), ("2", 4)],
            criteria.PartsBy(AgreementCut.K).Select(part => (part.Value, part.Part.Criteria.Count))
        );
    }
}
