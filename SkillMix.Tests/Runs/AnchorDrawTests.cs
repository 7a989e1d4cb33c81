using SkillMix.Core.Runs;

namespace SkillMix.Tests.Runs;

public sealed class AnchorDrawTests
{
    // Ten texts at k = 2, ten at k = 3, three at k = 4; of each k the even ones have full marks.
    private static readonly IReadOnlyList<AnchorCandidate> Candidates =
    [
        .. Enumerable.Range(0, 10).Select(i => new AnchorCandidate(i, 2, i % 2 == 0)),
        .. Enumerable.Range(10, 10).Select(i => new AnchorCandidate(i, 3, i % 2 == 0)),
        .. Enumerable.Range(20, 3).Select(i => new AnchorCandidate(i, 4, i % 2 == 0)),
    ];

    [Fact]
    public void Choose_MoreThanASmallKHas_TakesAllOfItAndTheRestEvenly()
    {
        var drawn = AnchorDraw.Choose(Candidates, new("set", Count: 13));

        Assert.Equal([(2, 5), (3, 5), (4, 3)], drawn.CountBy(text => text.K).Select(k => (k.Key, k.Value)));
        Assert.Equal(13, drawn.DistinctBy(text => text.Row).Count());
    }

    [Fact]
    public void Choose_Balanced_IsHalfFullMarksAndLeavesUndecidedOut()
    {
        IReadOnlyList<AnchorCandidate> all =
        [
            .. Candidates,
            .. Enumerable.Range(30, 50).Select(i => new AnchorCandidate(i, 2, null)),
        ];

        var drawn = AnchorDraw.Choose(all, new("set", Count: 9) { IsBalanced = true });

        Assert.Equal(
            (5, 4),
            (drawn.Count(text => text.FullMarks == true), drawn.Count(text => text.FullMarks == false))
        );
    }

    [Fact]
    public void Choose_TheSameSeed_DrawsTheSameAndAnotherOthers()
    {
        var one = AnchorDraw.Choose(Candidates, new("set", Count: 9));

        Assert.Equal(one, AnchorDraw.Choose(Candidates, new("other", Count: 9)));
        Assert.NotEqual(one, AnchorDraw.Choose(Candidates, new("set", Count: 9, Seed: 11)));
    }

    [Fact]
    public void Choose_MoreThanThereAre_SaysHowManyThereAre()
    {
        Assert.Contains(
            "holds 23 written texts",
            Assert.Throws<ArgumentException>(() => AnchorDraw.Choose(Candidates, new("set", Count: 24))).Message
        );
        Assert.Contains(
            "12 have full marks and 11 have not; half and half there are 22, and 24 were asked for",
            Assert
                .Throws<ArgumentException>(() =>
                    AnchorDraw.Choose(Candidates, new("set", Count: 24) { IsBalanced = true })
                )
                .Message
        );
    }

    [Fact]
    public void Choose_NoneOrFromNothing_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AnchorDraw.Choose(Candidates, new("set", Count: 0)));
        Assert.Throws<ArgumentException>(() => AnchorDraw.Choose([], new("set", Count: 1)));
    }
}
