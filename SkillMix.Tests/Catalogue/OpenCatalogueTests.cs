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
}
