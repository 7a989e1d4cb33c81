using SkillMix.Core.Browse;
using SkillMix.Core.Grading;

namespace SkillMix.Tests.Browse;

public sealed class OutcomeSummaryTests
{
    // k = 1: the skill, topic, sense, length.
    [Theory]
    [InlineData("1111", "1110", false)]
    [InlineData("1111", "0111", true)]
    public void IsSplit_WhereGradersDifferOnLengthOnly_IsFalse(string one, string other, bool isSplit)
    {
        var facts = TextFactsReader.Of("A sentence.", Asked);

        var summary = OutcomeSummary.Of(1, facts, [new(0, Pack(one)), new(1, Pack(other))]);

        Assert.Equal(isSplit, summary.IsSplit);
    }

    private static Rubric Asked => Rubric.Of(["metaphor"], "tea");

    private static PackedVerdicts Pack(string points) =>
        PackedVerdicts.Pack(
            Asked.Criteria.Select(criterion => Verdict.FromPoints(criterion, points[criterion.Position] - '0'))
        );
}
