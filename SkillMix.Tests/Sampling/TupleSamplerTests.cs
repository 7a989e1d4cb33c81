using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;
using SkillMix.Tests.Catalogue;

namespace SkillMix.Tests.Sampling;

public class TupleSamplerTests
{
    private static readonly SkillCatalogue Catalogue = PublicCatalogue.Create();
    private static readonly Split Split = DefaultSplit.Of(Catalogue);

    /// <summary>The released runs' tuples: public files, M = 5, seed 10, name "test"; skills by the start of their names.</summary>
    public static TheoryData<int, string[]> Golden { get; } =
        new()
        {
            {
                2,
                [
                    "Sewing: spatial, complex",
                    "Beekeeping: complex, red",
                    "Gardening: accident, emotional",
                    "Triathlons: red, self",
                    "Urbanism: emotional, statistical",
                ]
            },
            {
                3,
                [
                    "Sewing: spatial, complex, statistical",
                    "Beekeeping: complex, red, metaphor",
                    "Gardening: accident, complex, emotional",
                    "Triathlons: self, red, emotional",
                    "Urbanism: statistical, folk, emotional",
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Draw_ThePublicNames_AreTheReleasedTuples(int k, string[] tuples) =>
        Assert.Equal(tuples, InShort(Draw(k, 5)));

    [ReferenceFact]
    public void Draw_TheReleasedFiles_AreTheReleasedTuples()
    {
        var released = CatalogueReader.ReadFolder(ReferenceData.Folder!);
        foreach (var row in Golden)
        {
            var spec = SamplingSpec.For(released, null, Setting.All, k: (int)row[0], count: 5);
            Assert.Equal((string[])row[1], InShort(TupleSampler.Draw(spec, released, null)));
        }
    }

    [Fact]
    public void Draw_ASample_NumbersItsTuplesFromZeroAndKeepsItsSpec()
    {
        var spec = SamplingSpec.For(Catalogue, null, Setting.All, 2, 7);

        var sample = TupleSampler.Draw(spec, Catalogue, null);

        Assert.Same(spec, sample.Spec);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], sample.Tuples.Select(tuple => tuple.Index));
    }

    [Fact]
    public void Draw_OneSeedWithGrowingK_NestsTheSkillsOnTheSameTopics()
    {
        for (var k = 1; k < 10; k++)
        {
            foreach (var (smaller, larger) in Draw(k, 20).Tuples.Zip(Draw(k + 1, 20).Tuples))
            {
                Assert.Equal(smaller.Topic, larger.Topic);
                Assert.Empty(smaller.Skills.Except(larger.Skills));
                Assert.Equal(k + 1, larger.Skills.Distinct().Count());
            }
        }
    }

    [Fact]
    public void Draw_OneTupleMore_KeepsTheSkillsAndChangesTheTopics()
    {
        var five = Draw(1, 5).Tuples;
        var six = Draw(1, 6).Tuples;

        Assert.Equal(five.SelectMany(tuple => tuple.Skills), six.Take(5).SelectMany(tuple => tuple.Skills));
        Assert.Equal(("Sewing", "Beekeeping"), (five[0].Topic.Name, six[0].Topic.Name));
    }

    [Fact]
    public void Draw_UnderAnotherName_ChangesOnlyTheOrderInThePrompt()
    {
        var test = Draw(5, 20).Tuples;
        var other = TupleSampler
            .Draw(SamplingSpec.For(Catalogue, null, Setting.All, 5, 20, name: "other"), Catalogue, null)
            .Tuples;

        Assert.Equal(test.Select(tuple => tuple.Topic), other.Select(tuple => tuple.Topic));
        Assert.All(
            test.Zip(other),
            pair => Assert.Equal(pair.First.Skills.ToHashSet(), pair.Second.Skills.ToHashSet())
        );
        Assert.NotEqual(test.SelectMany(tuple => tuple.Skills), other.SelectMany(tuple => tuple.Skills));
    }

    [Theory]
    [InlineData(Setting.Train, SamplingMode.Reference)]
    [InlineData(Setting.Train, SamplingMode.Balanced)]
    [InlineData(Setting.HeldOut, SamplingMode.Reference)]
    [InlineData(Setting.HeldOut, SamplingMode.Balanced)]
    public void Draw_ASideOfASplit_StaysOnThatSide(Setting setting, SamplingMode mode)
    {
        var sample = TupleSampler.Draw(
            SamplingSpec.For(Catalogue, Split, setting, 3, 50, mode: mode),
            Catalogue,
            Split
        );

        Assert.Equal(
            Split.SkillsOf(Catalogue, setting).ToHashSet(),
            [.. sample.Tuples.SelectMany(tuple => tuple.Skills)]
        );
        Assert.Equal(Split.TopicsOf(Catalogue, setting).ToHashSet(), [.. sample.Tuples.Select(tuple => tuple.Topic)]);
    }

    [Fact]
    public void Draw_WithoutSkills_IsWhatACatalogueWithoutThemDraws()
    {
        var smaller = new SkillCatalogue(
            "smaller",
            Catalogue.Skills.Where(skill => skill.Name != "metaphor"),
            Catalogue.Topics
        );
        var spec = SamplingSpec.For(Catalogue, null, Setting.All, 3, 30);

        var without = TupleSampler.Draw(spec with { Without = ["metaphor"] }, Catalogue, null);

        Assert.Equal(
            InShort(TupleSampler.Draw(spec with { CatalogueHash = smaller.Hash }, smaller, null)),
            InShort(without)
        );
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 7)]
    [InlineData(3, 100)]
    [InlineData(7, 33)]
    [InlineData(10, 4)]
    public void Draw_Balanced_UsesSkillsAndTopicsEquallyOftenGiveOrTakeOne(int k, int count)
    {
        var tuples = Draw(k, count, SamplingMode.Balanced).Tuples;

        Assert.Equal(count, tuples.Count);
        Assert.All(tuples, tuple => Assert.Equal(k, tuple.Skills.Distinct().Count()));
        AssertBalanced(Catalogue.Skills, tuples.SelectMany(tuple => tuple.Skills));
        AssertBalanced(Catalogue.Topics, tuples.Select(tuple => tuple.Topic));
    }

    [Fact]
    public void Draw_Balanced_DealsFromDecksOfThePythonShuffle() =>
        // The documented algorithm, written down in Python: five tuples of four use two decks of ten to the last card.
        Assert.Equal(
            [
                "Knots: complex, spatial, accident, statistical",
                "Survivalism: red, modus, emotional, metaphor",
                "Dueling: modus, accident, self, folk",
                "Gardening: spatial, red, statistical, emotional",
                "Urbanism: folk, metaphor, self, complex",
            ],
            InShort(Draw(4, 5, SamplingMode.Balanced))
        );

    [Fact]
    public void Draw_BalancedWithAnotherSeed_DrawsOtherTuples()
    {
        var spec = SamplingSpec.For(Catalogue, null, Setting.All, 3, 20, seed: 1, mode: SamplingMode.Balanced);

        Assert.Equal(
            InShort(TupleSampler.Draw(spec, Catalogue, null)),
            InShort(TupleSampler.Draw(spec, Catalogue, null))
        );
        Assert.NotEqual(
            InShort(TupleSampler.Draw(spec, Catalogue, null)),
            InShort(TupleSampler.Draw(spec with { Seed = 2 }, Catalogue, null))
        );
    }

    [Fact]
    public void Draw_NumbersOutOfRange_SaySo()
    {
        var spec = SamplingSpec.For(Catalogue, null, Setting.All, 2, 5);

        Says("The number of skills per tuple must be from 1 to 13, but k = 0 was asked for.", spec with { K = 0 });
        Says("The number of skills per tuple must be from 1 to 13, but k = 14 was asked for.", spec with { K = 14 });
        Says("A sample needs at least one tuple, but 0 were asked for.", spec with { Count = 0 });
        Says("The sampling spec has version 2, but this program draws version 1.", spec with { Version = 2 });
    }

    [Fact]
    public void Draw_MoreSkillsThanAreLeft_SaysHowManyAreLeft() =>
        Says(
            "The setting Train leaves 3 of the 10 skills of 'public', too few for k = 4; "
                + "choose a smaller k, another setting, or leave out fewer skills.",
            SamplingSpec.For(Catalogue, Split, Setting.Train, 4, 5) with
            {
                Without = ["metaphor", "modus ponens"],
            },
            Split
        );

    [Fact]
    public void Draw_WithoutAnUnknownSkill_SuggestsTheNearest() =>
        Says(
            "The catalogue 'public' has no skill 'metaphors'; did you mean 'metaphor'?",
            SamplingSpec.For(Catalogue, null, Setting.All, 2, 5) with
            {
                Without = ["metaphors"],
            }
        );

    [Fact]
    public void Draw_ASideWithoutTopics_SaysSo()
    {
        var split = Split with { TrainingTopics = [] };

        Says(
            "The setting Train leaves no topic of 'public'; choose another setting or move topics to that side.",
            SamplingSpec.For(Catalogue, split, Setting.Train, 2, 5),
            split
        );
    }

    [Fact]
    public void Draw_ASideWithoutASplit_SaysSo() =>
        Says(
            "The setting HeldOut needs a split into training and held-out sides; give one, or use the setting All.",
            SamplingSpec.For(Catalogue, Split.None, Setting.HeldOut, 2, 5),
            Split.None
        );

    [Fact]
    public void Draw_FromAnotherCatalogue_SaysSo() =>
        Says(
            $"The sampling spec is for the catalogue c0ffee, but 'public' is {Catalogue.Hash[..12]}; "
                + "load the catalogue it was made for or make a new spec.",
            SamplingSpec.For(Catalogue, null, Setting.All, 2, 5) with
            {
                CatalogueHash = "c0ffee",
            }
        );

    [Fact]
    public void Draw_FromAnotherSplit_SaysSo()
    {
        var spec = SamplingSpec.For(Catalogue, Split, Setting.Train, 2, 5);
        var of = $"The sampling spec is for the split {Split.Hash[..12]}, but was given ";
        const string Remedy = "; give the split it was made for or make a new spec.";
        var other = Split with { TrainingSkills = ["metaphor"] };

        Says($"{of}no split{Remedy}", spec);
        Says($"{of}the split {other.Hash[..12]}{Remedy}", spec, other);
        Says(
            $"The sampling spec is for no split, but was given the split {Split.Hash[..12]}{Remedy}",
            spec with
            {
                SplitHash = null,
            },
            Split
        );
    }

    private static TupleSample Draw(int k, int count, SamplingMode mode = SamplingMode.Reference) =>
        TupleSampler.Draw(SamplingSpec.For(Catalogue, null, Setting.All, k, count, mode: mode), Catalogue, null);

    private static IEnumerable<string> InShort(TupleSample sample) =>
        sample.Tuples.Select(tuple =>
            $"{tuple.Topic.Name}: {string.Join(", ", tuple.Skills.Select(skill => skill.Name.Split(' ')[0]))}"
        );

    private static void AssertBalanced<T>(IReadOnlyList<T> all, IEnumerable<T> drawn)
        where T : notnull
    {
        var counts = drawn.CountBy(item => item).ToDictionary();

        Assert.InRange(
            all.Max(item => counts.GetValueOrDefault(item)) - all.Min(item => counts.GetValueOrDefault(item)),
            0,
            1
        );
    }

    private static void Says(string sentence, SamplingSpec spec, Split? split = null) =>
        Assert.Equal(
            sentence,
            Assert.Throws<ArgumentException>(() => TupleSampler.Draw(spec, Catalogue, split)).Message
        );
}
