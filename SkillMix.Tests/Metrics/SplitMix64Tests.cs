using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class SplitMix64Tests
{
    [Fact]
    public void Next_ThePublishedSeed_DrawsThePublishedNumbers()
    {
        var chance = new SplitMix64(1234567);

        Assert.Equal(6457827717110365317u, chance.Next());
        Assert.Equal(3203168211198807973u, chance.Next());
    }

    [Fact]
    public void Below_Three_IsAboutAsOftenEachPlace()
    {
        var chance = new SplitMix64(0);
        var counts = new int[3];
        for (var i = 0; i < 30_000; i++)
        {
            counts[chance.Below(3)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400)); // 10,000 ± 5 × 82
    }
}
