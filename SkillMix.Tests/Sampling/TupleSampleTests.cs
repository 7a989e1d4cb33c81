using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;
using SkillMix.Tests.Catalogue;

namespace SkillMix.Tests.Sampling;

public class TupleSampleTests
{
    [Fact]
    public void Dropping_ASkill_KeepsTheOtherTuplesUnderTheirIndices()
    {
        // Of the five released tuples at k = 3 only Beekeeping, index 1, has the metaphor.
        var sample = Released();

        var left = sample.Dropping(["metaphor"]);

        Assert.Equal([0, 2, 3, 4], left.Tuples.Select(tuple => tuple.Index));
        Assert.Equal(sample.Tuples[2], left.Tuples[1]);
        Assert.Equal(sample.Spec.Id, left.Spec.Id);
    }

    [Fact]
    public void Dropping_NoSkillOrOneInNoTuple_KeepsAll()
    {
        Assert.Equal(Released().Tuples.Count, Released().Dropping([]).Tuples.Count);
        Assert.Equal(Released().Tuples.Count, Released().Dropping(["modus ponens"]).Tuples.Count);
    }

    [Fact]
    public void Dropping_EverySkill_LeavesNone() => Assert.Empty(Released().Dropping(PublicCatalogue.Skills).Tuples);

    private static TupleSample Released()
    {
        var catalogue = PublicCatalogue.Create();
        return TupleSampler.Draw(SamplingSpec.For(catalogue, null, Setting.All, k: 3, count: 5), catalogue, null);
    }
}
