using SkillMix.Core.Grading;
using SkillMix.Core.Rehearsal;

namespace SkillMix.Tests.Rehearsal;

public sealed class SentenceLibraryTests
{
    private const string Metaphor =
        "Her first lecture on {topic} was a lit match dropped into the dry grass of our curiosity.";

    private static readonly SentenceLibrary Library = SentenceLibrary.BuiltIn;

    private static IEnumerable<LibrarySentence> Everything =>
        Library.Skills.SelectMany(Library.Of).Concat(Library.Plain).Concat(Library.Nonsense);

    [Fact]
    public void BuiltIn_EverySkillOfTheOpenCatalogue_HasThreeSentences()
    {
        Assert.All(Studio.Catalogue.Skills, skill => Assert.True(Library.Of(skill.Name).Count >= 3, skill.Name));
        Assert.Equal(Studio.Catalogue.Skills.Count, Library.Skills.Count);
    }

    [Fact]
    public void BuiltIn_OnlyOneSkill_HasQuestionsAlone() =>
        Assert.Equal(
            ["rhetorical question"],
            Library.Skills.Where(skill => Library.Of(skill).All(sentence => sentence.IsQuestion))
        );

    [Fact]
    public void BuiltIn_EverySentence_IsOneSentenceWithOneSlot()
    {
        Assert.All(
            Everything,
            sentence =>
            {
                Assert.Equal(1, SentenceCounter.Reference(sentence.About("The Ottoman Empire")));
                Assert.Equal(1, SentenceCounter.Strict(sentence.About("The Ottoman Empire")));
                Assert.Equal(2, sentence.Text.Split(LibrarySentence.TopicSlot).Length);
                Assert.True(char.IsAsciiLetterUpper(sentence.Text[0]), sentence.Text);
                Assert.True(sentence.Text[^1] is '.' or '?', sentence.Text);
                Assert.Equal(sentence.Text.Length - 1, sentence.Text.IndexOfAny(['.', '?', '!']));
                Assert.DoesNotContain('"', sentence.Text);
            }
        );
    }

    [Fact]
    public void BuiltIn_EverySentence_DoesNotNameItsOwnSkill() =>
        Assert.All(
            Library.Skills.SelectMany(Library.Of),
            sentence =>
                Assert.DoesNotContain(
                    sentence.Skill.Split('(')[0].Trim(),
                    sentence.Text,
                    StringComparison.OrdinalIgnoreCase
                )
        );

    [Fact]
    public void BuiltIn_EverySentence_HasAReasonOfOneSentenceAndFillersHaveNone()
    {
        Assert.All(
            Library.Skills.SelectMany(Library.Of),
            sentence =>
            {
                Assert.EndsWith(".", sentence.Why, StringComparison.Ordinal);
                Assert.Equal(1, SentenceCounter.Strict(sentence.Why));
                Assert.DoesNotContain('"', sentence.Why);
            }
        );
        Assert.All(Library.Plain.Concat(Library.Nonsense), sentence => Assert.Empty(sentence.Why));
    }

    [Fact]
    public void FindAll_EverySentenceByItself_FindsItAndNothingElse() =>
        Assert.All(
            Library.Skills.SelectMany(Library.Of),
            sentence =>
            {
                var found = Assert.Single(Library.FindAll(new(sentence.About("Knots"))));
                Assert.Same(sentence, found.Sentence);
                Assert.Equal(sentence.About("Knots")[..^1], found.Span);
            }
        );

    [Theory]
    [InlineData("Her first lecture on sewing was a lit match dropped into the dry grass of our curiosity.")]
    [InlineData(
        "It rained; her first lecture on sewing was a lit match dropped into the dry grass of our curiosity; we left."
    )]
    [InlineData(
        "\"Her first lecture on the art of sewing was a lit match dropped\ninto the dry  grass of our curiosity\""
    )]
    public void Find_HoweverItIsJoinedAndSpaced_FindsTheSentence(string text)
    {
        var found = Library.Find(new(text), "METAPHOR");

        Assert.Equal(Metaphor, found?.Sentence.Text);
        Assert.Contains(found!.Span, text, StringComparison.Ordinal);
        Assert.EndsWith("curiosity", found.Span, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Her first lecture on sewing was a lit match.")]
    [InlineData("Dropped into the dry grass of our curiosity, her first lecture on sewing was a lit match.")]
    public void Find_OnlyPartOfTheSentence_FindsNothing(string text) =>
        Assert.Null(Library.Find(new(text), "metaphor"));

    [Fact]
    public void Of_UnknownSkill_IsEmpty() => Assert.Empty(Library.Of("telepathy"));

    [Theory]
    [InlineData("She spoke of the Ottoman Empire.", "The Ottoman Empire", "the Ottoman Empire")]
    [InlineData("A Knot is a knot.", "Knots", "Knot")]
    [InlineData("The wood is battered.", "Bats", null)]
    [InlineData("An empire of its own.", "The Ottoman Empire", null)]
    [InlineData("", "Sewing", null)]
    public void FindIn_TopicInAText_IsFoundByItsWords(string text, string topic, string? expected) =>
        Assert.Equal(expected, TopicWords.FindIn(new(text), topic));

    [Theory]
    [InlineData("Sewing", "sewing")]
    [InlineData("The Ottoman Empire", "the Ottoman Empire")]
    [InlineData("DNA", "DNA")]
    public void InSentence_Topic_BeginsInLowerCaseUnlessAnAbbreviation(string topic, string expected) =>
        Assert.Equal(expected, TopicWords.InSentence(topic));

    [Fact]
    public void LibrarySentence_WithoutSlot_SaysWhatIsWrong()
    {
        var exception = Assert.Throws<FormatException>(() => new LibrarySentence("pun", "No slot.", "Why."));

        Assert.Contains("{topic} exactly once", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OpeningWordsStandInAnotherSentenceFirst_FindsTheOneThatIsThere()
    {
        var library = new SentenceLibrary(
            [
                new("simile", "The talk on {topic} was like a long train.", "It compares."),
                new("pun", "The talk on {topic} ended in a knot.", "It plays on a word."),
            ],
            Library.Plain,
            Library.Nonsense
        );

        var found = library.Find(
            new SearchableText("The talk on chess was like a long train. The talk on chess ended in a knot."),
            "pun"
        );

        Assert.Equal("The talk on chess ended in a knot", found?.Span.TrimEnd('.'));
    }
}
