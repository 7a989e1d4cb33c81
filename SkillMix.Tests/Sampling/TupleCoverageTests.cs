using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;
using SkillMix.Tests.Catalogue;

namespace SkillMix.Tests.Sampling;

public sealed class TupleCoverageTests
{
    private static readonly SkillCatalogue Catalogue = PublicCatalogue.Create();

    [Fact]
    public void Of_ThreeTuplesAtKTwo_CountsSkillsPairsTopicsAndDuplicates()
    {
        // The same two skills and topic twice, in either order; then the same skills on another topic.
        var sample = Sample(2, ("Sewing", [0, 1]), ("Sewing", [1, 0]), ("Knots", [0, 1]));

        var coverage = TupleCoverage.Of([sample], Catalogue, null);

        // Ten skills make 45 pairs.
        Assert.Equal((3, 1, 45), (coverage.Tuples, coverage.PairsCovered, coverage.PairsPossible));
        Assert.Equal((2, 10, 1), (coverage.TopicsUsed, coverage.TopicsPossible, coverage.Duplicates));
        Assert.Equal([3, 3, 0, 0, 0, 0, 0, 0, 0, 0], coverage.Skills.Select(skill => skill.Tuples));
        Assert.Equal((0, 3), (coverage.LeastPerSkill, coverage.MostPerSkill));
    }

    [Fact]
    public void Of_KThree_EveryTupleMakesThreePairs() =>
        Assert.Equal(
            5,
            TupleCoverage.Of([Sample(3, ("Knots", [0, 1, 2]), ("Knots", [0, 1, 3]))], Catalogue, null).PairsCovered
        );

    [Fact]
    public void Of_KOne_HasNoPairs()
    {
        var coverage = TupleCoverage.Of([Sample(1, ("Knots", [4]))], Catalogue, null);

        Assert.Equal((0, 0), (coverage.PairsCovered, coverage.PairsPossible));
    }

    [Fact]
    public void Of_BothSidesOfASplit_PairsNoSkillOfOneWithOneOfTheOther()
    {
        string[] training = [.. Catalogue.Skills.Take(4).Select(skill => skill.Name)];
        string[] topics = [.. Catalogue.Topics.Take(3).Select(topic => topic.Name)];
        var split = new Split("four of ten", training, topics);

        var coverage = TupleCoverage.Of(
            [
                .. new[] { Setting.Train, Setting.HeldOut }.Select(setting =>
                    TupleSampler.Draw(SamplingSpec.For(Catalogue, split, setting, 2, 5), Catalogue, split)
                ),
            ],
            Catalogue,
            split
        );

        // 4 × 3 / 2 + 6 × 5 / 2
        Assert.Equal((10, 6 + 15, 10), (coverage.Tuples, coverage.PairsPossible, coverage.TopicsPossible));
    }

    [Fact]
    public void Of_ASkillLeftOut_DoesNotMissIt()
    {
        var spec = SamplingSpec.For(Catalogue, null, Setting.All, 2, 9, mode: SamplingMode.Balanced) with
        {
            Without = [Catalogue.Skills[0].Name],
        };

        var coverage = TupleCoverage.Of([TupleSampler.Draw(spec, Catalogue, null)], Catalogue, null);

        // 18 places for nine skills.
        Assert.Equal((9, 2, 2), (coverage.Skills.Count, coverage.LeastPerSkill, coverage.MostPerSkill));
        Assert.Equal(36, coverage.PairsPossible);
    }

    private static TupleSample Sample(int k, params (string Topic, int[] Skills)[] tuples) =>
        new(
            SamplingSpec.For(Catalogue, null, Setting.All, k, tuples.Length),
            [
                .. tuples.Select(
                    (tuple, i) =>
                        new SkillTuple(
                            i,
                            [.. tuple.Skills.Select(place => Catalogue.Skills[place])],
                            new Topic(tuple.Topic)
                        )
                ),
            ]
        );
}
