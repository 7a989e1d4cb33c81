using SkillMix.Core.Catalogue;

namespace SkillMix.Tests.Catalogue;

public class SkillCatalogueTests
{
    private static readonly Skill Irony = new(
        "irony",
        "rhetorical",
        "Says the opposite.",
        "Lovely weather, in a storm."
    );
    private static readonly Skill Simile = new("simile", "literary", "Likens.", "Quick as a hare.");
    private static readonly Topic Chess = new("Chess");
    private static readonly Topic Tea = new("Tea");

    [Fact]
    public void Categories_OfSkillsInFileOrder_AreThoseOfTheirFirstSkill() =>
        Assert.Equal(
            ["reasoning", "rhetorical", "literary", "logical", "theory of the mind", "physical knowledge"],
            PublicCatalogue.Create().Categories
        );

    [Fact]
    public void Hash_OfTheSameContent_StaysTheSameInEveryVersionOfTheProgram() =>
        Assert.Equal(
            ContentHash.Of(
                """
                {"kind":"catalogue","version":1,"skills":[{"name":"simile","category":"literary","definition":"Likens.","example":"Quick as a hare.","occurrenceRate":null}],"topics":["Chess","Tea"]}
                """
            ),
            new SkillCatalogue("any", [Simile], [Chess, Tea]).Hash
        );

    [Fact]
    public void Hash_OfACatalogueWithAnotherName_IsTheSame() =>
        Assert.Equal(
            new SkillCatalogue("one", [Irony, Simile], [Chess]).Hash,
            new SkillCatalogue("two", [Irony, Simile], [Chess]).Hash
        );

    [Fact]
    public void Hash_WhenAnyContentChanges_Changes()
    {
        SkillCatalogue[] catalogues =
        [
            new("c", [Irony, Simile], [Chess, Tea]),
            new("c", [Simile, Irony], [Chess, Tea]),
            new("c", [Irony, Simile], [Tea, Chess]),
            new("c", [Irony], [Chess, Tea]),
            new("c", [Irony, Simile], [Chess]),
            new("c", [Irony with { Name = "Irony" }, Simile], [Chess, Tea]),
            new("c", [Irony with { Category = "literary" }, Simile], [Chess, Tea]),
            new("c", [Irony with { Definition = "Says the opposite" }, Simile], [Chess, Tea]),
            new("c", [Irony with { Example = "" }, Simile], [Chess, Tea]),
            new("c", [Irony with { OccurrenceRate = 0.05 }, Simile], [Chess, Tea]),
        ];

        Assert.Equal(catalogues.Length, catalogues.Select(catalogue => catalogue.Hash).Distinct().Count());
    }

    [Fact]
    public void Find_ANameInOtherLetterCase_IsNull()
    {
        var catalogue = new SkillCatalogue("c", [Irony, Simile], [Chess]);

        Assert.Same(Simile, catalogue.Find("simile"));
        Assert.Null(catalogue.Find("Simile"));
    }

    [Theory]
    [InlineData("metafor", "metaphor")]
    [InlineData("Red Herring", "red herring")]
    [InlineData("accident", "accident (fallacy)")]
    [InlineData("folk physic", "folk physics (common knowledge physics)")]
    public void Get_AMisspeltName_SuggestsTheNearest(string typed, string meant)
    {
        var error = Assert.Throws<ArgumentException>(() => PublicCatalogue.Create().Get(typed));

        Assert.Equal($"The catalogue 'public' has no skill '{typed}'; did you mean '{meant}'?", error.Message);
    }

    [Fact]
    public void Create_WithoutSkills_SaysSo() =>
        Says("The catalogue 'c' has no skill; it needs at least one.", () => new("c", [], [Chess]));

    [Fact]
    public void Create_WithoutTopics_SaysSo() =>
        Says("The catalogue 'c' has no topic; it needs at least one.", () => new("c", [Irony], []));

    [Fact]
    public void Create_WithASkillTwice_SaysWhich() =>
        Says(
            "The skill 'irony' stands twice in the catalogue 'c'; names are keys, so keep one of them.",
            () => new("c", [Irony, Simile, Irony with { Definition = "Other." }], [Chess])
        );

    [Fact]
    public void Create_WithATopicTwice_SaysWhich() =>
        Says(
            "The topic 'Tea' stands twice in the catalogue 'c'; names are keys, so keep one of them.",
            () => new("c", [Irony], [Tea, Chess, Tea])
        );

    [Fact]
    public void Create_WithABlankName_SaysWhere() =>
        Says(
            "The topic at position 2 of the catalogue 'c' has no name; give it one or leave it out.",
            () => new("c", [Irony], [Tea, new(" ")])
        );

    private static void Says(string sentence, Func<SkillCatalogue> create) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(create).Message);
}
