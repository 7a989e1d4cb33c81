using System.Text.Json;
using SkillMix.Core.Catalogue;

namespace SkillMix.Tests.Catalogue;

public class SplitTests
{
    private static readonly SkillCatalogue Catalogue = PublicCatalogue.Create();
    private static readonly Split Some = new("some", ["metaphor", "red herring"], ["Knots", "Sewing"]);

    [Fact]
    public void SkillsOf_Training_AreInFileOrder() =>
        Assert.Equal(["red herring", "metaphor"], Some.SkillsOf(Catalogue, Setting.Train).Select(skill => skill.Name));

    [Fact]
    public void SkillsOf_HeldOut_AreAllOthersInFileOrder() =>
        Assert.Equal(
            PublicCatalogue.Skills.Except(["red herring", "metaphor"]),
            Some.SkillsOf(Catalogue, Setting.HeldOut).Select(skill => skill.Name)
        );

    [Fact]
    public void TopicsOf_EachSetting_AreInFileOrder()
    {
        Assert.Equal([new("Sewing"), new("Knots")], Some.TopicsOf(Catalogue, Setting.Train));
        Assert.Equal(Catalogue.Topics.Skip(1).SkipLast(1), Some.TopicsOf(Catalogue, Setting.HeldOut));
        Assert.Equal(Catalogue.Topics, Some.TopicsOf(Catalogue, Setting.All));
    }

    [Fact]
    public void None_All_IsTheWholeCatalogue()
    {
        Assert.Equal(Catalogue.Skills, Split.None.SkillsOf(Catalogue, Setting.All));
        Assert.Equal(Catalogue.Topics, Split.None.TopicsOf(Catalogue, Setting.All));
    }

    [Theory]
    [InlineData(Setting.Train)]
    [InlineData(Setting.HeldOut)]
    public void None_ASide_IsRefused(Setting setting) =>
        Assert.Equal(
            $"The setting {setting} needs a split into training and held-out sides; give one, or use the setting All.",
            Assert.Throws<ArgumentException>(() => Split.None.TopicsOf(Catalogue, setting)).Message
        );

    [Theory]
    [InlineData(Setting.Train)]
    [InlineData(Setting.HeldOut)]
    public void SkillsOf_ATrainingSkillTheCatalogueDoesNotHave_IsRefused(Setting setting)
    {
        var misspelt = Some with { TrainingSkills = ["metaphor", "read herring"] };

        Assert.Equal(
            "The split 'some' trains on the skill 'read herring', which the catalogue 'public' does not have; "
                + "did you mean 'red herring'?",
            Assert.Throws<ArgumentException>(() => misspelt.SkillsOf(Catalogue, setting)).Message
        );
    }

    [Fact]
    public void Hash_OfTheSameSetsUnderAnotherNameAndOrder_IsTheSame() =>
        Assert.Equal(Some.Hash, new Split("other", ["red herring", "metaphor"], ["Sewing", "Knots"]).Hash);

    [Fact]
    public void Hash_OfOtherSets_Differs()
    {
        string[] hashes =
        [
            Some.Hash,
            Split.None.Hash,
            (Some with { TrainingSkills = ["metaphor"] }).Hash,
            (Some with { TrainingTopics = ["Knots"] }).Hash,
            (Some with { TrainingSkills = Some.TrainingTopics, TrainingTopics = Some.TrainingSkills }).Hash,
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Hash_AfterAJourneyThroughJson_IsTheSame() =>
        Assert.Equal(Some.Hash, JsonSerializer.Deserialize<Split>(JsonSerializer.Serialize(Some))!.Hash);
}
