using SkillMix.Core.Grading;
using SkillMix.Core.Rehearsal;

namespace SkillMix.Tests.Rehearsal;

public sealed class TextComposerTests
{
    private static readonly string[] Questions =
    [
        "presupposition",
        "rhetorical question",
        "complex question (loaded question with implicit assumption )",
    ];

    private static readonly TextComposer Composer = new(SentenceLibrary.BuiltIn, ["Sewing", "Knots"]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Compose_NothingFails_MeetsEveryCriterion(int k) =>
        Assert.All(
            Studio.Tuples(k, 200),
            tuple =>
            {
                var text = Compose(Plan(tuple.Topic.Name, [.. tuple.Skills.Select(skill => skill.Name)]), tuple.Index);

                Assert.All(Studio.Truth(tuple, text), Assert.True);
                Assert.DoesNotContain("?;", text, StringComparison.Ordinal);
                Assert.DoesNotContain("? a", text, StringComparison.Ordinal);
            }
        );

    [Fact]
    public void Compose_OnlySkillsThatLikeQuestions_KeepsTheLimit() =>
        Assert.All(
            Enumerable.Range(0, 100),
            seed =>
            {
                Assert.Equal(1, SentenceCounter.Reference(Compose(Plan("Sewing", Questions[..2]), seed)));
                Assert.InRange(SentenceCounter.Reference(Compose(Plan("Sewing", Questions), seed)), 1, 2);
            }
        );

    [Fact]
    public void Compose_LengthFails_IsTooLong() =>
        Assert.All(
            Enumerable.Range(0, 50),
            seed =>
            {
                var plan = Plan("Sewing", "metaphor", "simile", "litotes") with { KeepsLimit = false };

                Assert.InRange(SentenceCounter.Reference(Compose(plan, seed)), 3, 4);
            }
        );

    [Fact]
    public void Compose_TopicFails_SpeaksOfAnotherOne()
    {
        var plan = Plan("Sewing", "metaphor", "simile") with { KeepsTopic = false };

        var text = Compose(plan);

        Assert.DoesNotContain("sewing", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("knots", text, StringComparison.Ordinal);
        Assert.Equal(2, SentenceLibrary.BuiltIn.FindAll(new(text)).Count);
    }

    [Fact]
    public void Compose_SenseFails_HoldsNonsenseAndKeepsTheLimit()
    {
        var plan = Plan("Sewing", "metaphor", "simile") with { MakesSense = false };

        var text = Compose(plan);

        Assert.NotNull(SentenceLibrary.BuiltIn.FindNonsense(new(text)));
        Assert.Equal(1, SentenceCounter.Reference(text));
    }

    [Fact]
    public void Compose_TwoOfThreeSkillsFail_OneIsReplacedByAFillerWithinTheLimit()
    {
        var plan = new TextPlan([new("metaphor", false), new("simile"), new("litotes", false)], "Sewing", 2);

        var text = Compose(plan);

        Assert.Equal("simile", Assert.Single(SentenceLibrary.BuiltIn.FindAll(new(text))).Sentence.Skill);
        Assert.Equal(2, SentenceCounter.Reference(text));
    }

    [Fact]
    public void Compose_NothingIsShown_IsStillAText() =>
        Assert.Equal(1, SentenceCounter.Strict(Compose(new([new("metaphor", false)], "Sewing", 1))));

    [Fact]
    public void Compose_SkillTheLibraryDoesNotKnow_IsNotShown()
    {
        var composed = Composer.Compose(Plan("Sewing", "telepathy", "pun"), new(1, "test"));

        Assert.Null(composed.Shown[0]);
        Assert.Equal("pun", composed.Shown[1]?.Skill);
    }

    [Fact]
    public void Compose_NamesSkill_NamesOneByItsNameBeforeTheBracket()
    {
        var plan = Plan("Sewing", "accident (fallacy)") with { NamesSkill = true };

        var text = Compose(plan);

        Assert.Matches("of accident\\.$", text);
        Assert.NotNull(SentenceLibrary.BuiltIn.Find(new(text), "accident (fallacy)"));
    }

    [Fact]
    public void Compose_SentenceOfTheDraft_IsKept()
    {
        var kept = SentenceLibrary.BuiltIn.Of("metaphor")[2];
        var plan = new TextPlan([new("metaphor", true, kept), new("simile")], "Sewing", 1);

        Assert.All(
            Enumerable.Range(0, 20),
            seed => Assert.Same(kept, Composer.Compose(plan, new(seed, "test")).Shown[0])
        );
    }

    [Fact]
    public void Compose_NoSkill_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Compose(new([], "Sewing", 1)));

    private static TextPlan Plan(string topic, params string[] skills) =>
        new([.. skills.Select(skill => new PlannedSkill(skill))], topic, Rubric.SentenceLimitFor(skills.Length));

    private static string Compose(TextPlan plan, int seed = 1) => Composer.Compose(plan, new(seed, "test")).Text;
}
