using System.Text.Json;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Sampling;
using SkillMix.Tests.Catalogue;

namespace SkillMix.Tests.Sampling;

public class SamplingSpecTests
{
    private static readonly SamplingSpec Spec = new("c0ffee", "5b117", Setting.Train, K: 3, Count: 100, Seed: 10);

    public static TheoryData<string, SamplingSpec> Changed { get; } =
        new()
        {
            { "catalogue", Spec with { CatalogueHash = "c0ffef" } },
            { "split", Spec with { SplitHash = "5b118" } },
            { "no split", Spec with { SplitHash = null } },
            { "setting", Spec with { Setting = Setting.HeldOut } },
            { "k", Spec with { K = 2 } },
            { "count", Spec with { Count = 101 } },
            { "seed", Spec with { Seed = 11 } },
            { "mode", Spec with { Mode = SamplingMode.Balanced } },
            { "name", Spec with { Name = "other" } },
            { "without", Spec with { Without = ["metaphor"] } },
            { "tuples", Spec with { TuplesHash = "7ab1e5" } },
            { "version", Spec with { Version = 2 } },
        };

    [Theory]
    [MemberData(nameof(Changed))]
    public void Id_WhenAFieldChanges_Changes(string field, SamplingSpec changed) =>
        Assert.True(Spec.Id != changed.Id, $"The {field} does not enter the id.");

    [Fact]
    public void Changed_Fields_AreAllThereAre() =>
        // The missing split counts twice; the id is not a field.
        Assert.Equal(typeof(SamplingSpec).GetProperties().Count(property => property.CanWrite), Changed.Count - 1);

    [Fact]
    public void Id_OfTheSameSpec_StaysTheSameInEveryVersionOfTheProgram() =>
        Assert.Equal(
            ContentHash.Of(
                """
                {"kind":"sampling","version":1,"catalogue":"c0ffee","split":"5b117","setting":"Train","k":3,"count":100,"seed":10,"mode":"Reference","name":"test","without":["irony","metaphor"],"tuples":null}
                """
            ),
            (Spec with { Without = ["metaphor", "irony", "metaphor"] }).Id
        );

    [Fact]
    public void Id_AfterAJourneyThroughJson_IsTheSame()
    {
        var spec = Spec with { Without = ["metaphor"], Mode = SamplingMode.Balanced, Name = "other" };

        Assert.Equal(spec.Id, JsonSerializer.Deserialize<SamplingSpec>(JsonSerializer.Serialize(spec))!.Id);
    }

    [Fact]
    public void For_ASideOfASplit_NamesCatalogueAndSplitByHash()
    {
        var catalogue = PublicCatalogue.Create();
        var split = DefaultSplit.Of(catalogue);

        var spec = SamplingSpec.For(catalogue, split, Setting.HeldOut, k: 2, count: 5);

        Assert.Equal(new(catalogue.Hash, split.Hash, Setting.HeldOut, 2, 5, 10) { Without = spec.Without }, spec);
    }

    [Fact]
    public void For_TheWholeCatalogue_IsTheSameSampleWhateverTheSplit()
    {
        var catalogue = PublicCatalogue.Create();

        string[] ids =
        [
            SamplingSpec.For(catalogue, DefaultSplit.Of(catalogue), Setting.All, 2, 5).Id,
            SamplingSpec.For(catalogue, Split.None, Setting.All, 2, 5).Id,
            SamplingSpec.For(catalogue, null, Setting.All, 2, 5).Id,
        ];

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public void LargestK_WithTopicSenseAndLength_FillsThePackedVerdicts() =>
        Assert.Equal(PackedVerdicts.Capacity, SamplingSpec.LargestK + 3);
}
