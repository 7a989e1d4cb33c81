using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class HolmTests
{
    [Fact]
    public void Adjust_ThreePValues_MultipliesTheSmallestByThreeAndNeverFalls()
    {
        // Sorted: .01 · 3 = .03, .03 · 2 = .06, .04 · 1 = .04, which may not fall below .06.
        Assert.Equal([0.06, 0.03, 0.06], Holm.Adjust([0.04, 0.01, 0.03]), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Adjust_LargePValues_StayAtMostOne() => Assert.Equal([1.0, 1.0], Holm.Adjust([0.9, 0.6]));

    [Fact]
    public void Adjust_Nothing_IsNothing() => Assert.Empty(Holm.Adjust([]));
}
