using SkillMix.Core.Catalogue;

namespace SkillMix.Tests.Catalogue;

public class OpenCatalogueTests
{
    [Fact]
    public void Load_TheBuiltInCatalogue_HasTheSizeOfThePapers()
    {
        var catalogue = OpenCatalogue.Load();

        Assert.Equal("open", catalogue.Name);
        Assert.Equal(101, catalogue.Skills.Count);
        Assert.Equal(100, catalogue.Topics.Count);
    }

    [Fact]
    public void Load_TheBuiltInCatalogue_HasEightCategories() =>
        Assert.Equal(
            [
                "common sense",
                "literary",
                "logical",
                "physical knowledge",
                "pragmatics",
                "reasoning",
                "rhetorical",
                "theory of mind",
            ],
            OpenCatalogue.Load().Categories.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Load_TheBuiltInCatalogue_ContainsThePublicSkillsAndTopics()
    {
        var catalogue = OpenCatalogue.Load();

        Assert.Empty(PublicCatalogue.Skills.Except(catalogue.Skills.Select(skill => skill.Name)));
        Assert.Empty(PublicCatalogue.Topics.Except(catalogue.Topics.Select(topic => topic.Name)));
    }

    [Fact]
    public void Load_EverySkill_HasADefinitionAndAnExample() =>
        Assert.DoesNotContain(
            OpenCatalogue.Load().Skills,
            skill => string.IsNullOrWhiteSpace(skill.Definition) || string.IsNullOrWhiteSpace(skill.Example)
        );

    [Fact]
    public void DefaultSplit_OfTheBuiltInCatalogue_TrainsOnLiteraryAndRhetoricalSkillsAndHalfTheTopics()
    {
        var catalogue = OpenCatalogue.Load();
        var split = OpenCatalogue.DefaultSplit(catalogue);

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
    public void DefaultSplit_OfTenTopics_TakesTheFirstHalfOfAShuffleInFileOrder()
    {
        // Python: random.seed(10); random.shuffle(list(range(10))) gives 5 2 7 1 8 | 4 3 6 0 9.
        var split = OpenCatalogue.DefaultSplit(PublicCatalogue.Create());

        Assert.Equal(["Dueling", "The Ottoman Empire", "Survivalism", "Triathlons", "Gardening"], split.TrainingTopics);
        Assert.Equal(PublicCatalogue.Skills[1..5], split.TrainingSkills);
    }
}
