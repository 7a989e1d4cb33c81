using SkillMix.Core.Annotation;

namespace SkillMix.Tests.Annotation;

public sealed class ItemWorkTests
{
    private static readonly Annotator Ana = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"), "Ana");

    [Fact]
    public void Item_CompletedTwiceAndTakenBackOnce_IsOpenAgain()
    {
        var work = Work(DecisionKind.Complete, DecisionKind.Complete, DecisionKind.Undo);

        Assert.False(work.IsComplete);
    }

    [Fact]
    public void Item_SkippedThenCompletedAndTakenBack_IsSkippedAgain()
    {
        var work = Work(DecisionKind.Skip, DecisionKind.Complete, DecisionKind.Undo);

        Assert.Equal((false, true), (work.IsComplete, work.IsSkipped));
    }

    private static ItemWork Work(params DecisionKind[] kinds) =>
        ItemWork.Of(
            kinds.Select(
                (kind, place) =>
                    new Decision
                    {
                        Key = $"{place}",
                        Kind = kind,
                        Generation = Guid.Empty,
                        Turn = 1,
                        Annotator = Ana,
                        Saw = Sight.Blind,
                    }
            )
        );
}
