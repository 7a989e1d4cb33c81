using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;
using SkillMix.Tests.Catalogue;

namespace SkillMix.Tests.Sampling;

public sealed class DefaultSplitTests
{
    [Fact]
    public void Of_TheBuiltInCatalogue_TrainsOnLiteraryAndRhetoricalSkillsAndHalfTheTopics()
    {
        var catalogue = OpenCatalogue.Load();
        var split = DefaultSplit.Of(catalogue);

        Assert.Equal(
            ["literary", "rhetorical"],
            split
                .SkillsOf(catalogue, Setting.Train)
                .Select(skill => skill.Category)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(
            split.SkillsOf(catalogue, Setting.HeldOut),
            skill => skill.Category is "literary" or "rhetorical"
        );
        Assert.Equal(50, split.TopicsOf(catalogue, Setting.Train).Count);
        Assert.Equal(50, split.TopicsOf(catalogue, Setting.HeldOut).Count);
    }

    [Fact]
    public void Of_TenTopics_TakesTheFirstHalfOfAShuffleInFileOrder()
    {
        // Python: random.seed(10); random.shuffle(list(range(10))) gives 5 2 7 1 8 | 4 3 6 0 9.
        var split = DefaultSplit.Of(PublicCatalogue.Create());

        Assert.Equal(["Dueling", "The Ottoman Empire", "Survivalism", "Triathlons", "Gardening"], split.TrainingTopics);
        Assert.Equal(PublicCatalogue.Skills[1..5], split.TrainingSkills);
    }
}
