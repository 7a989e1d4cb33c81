using SkillMix.Core.Grading;
using SkillMix.Tests.Prompts;

namespace SkillMix.Tests.Grading;

public sealed class TextFactsTests
{
    [Theory]
    [InlineData("", 1, 0)]
    [InlineData("One move.", 1, 1)]
    [InlineData("One move. Two moves! Three?", 3, 3)]
    [InlineData("Dr. Rook met Mrs. Queen. They played.", 2, 2)]
    [InlineData("One move.\nTwo moves.", 1, 2)]
    [InlineData("“One move.” “Two moves.”", 1, 2)]
    [InlineData("\"One move.\" \"Two moves.\"", 2, 2)]
    [InlineData("One move.  Two moves.", 1, 2)]
    [InlineData("One move.Two moves.", 1, 2)]
    [InlineData("Well... maybe not. Or so.", 2, 2)]
    [InlineData("He waited… Then he moved.", 1, 2)]
    [InlineData("It cost 2.50 in the U.S. market, e.g. a pawn.", 1, 1)]
    [InlineData("He asked \"Why?\" and left.", 1, 1)]
    [InlineData("Is it mate?! Yes.", 2, 2)]
    [InlineData("a pawn,\na rook,\nand a king", 1, 1)]
    [InlineData("...", 1, 0)]
    [InlineData("no full stop", 1, 1)]
    [InlineData("She lives in St. Ives with J. Smith. Nice.", 4, 2)]
    public void Counters_Texts_CountTheirOwnWay(string text, int reference, int strict)
    {
        Assert.Equal(strict, SentenceCounter.Strict(text));
        Assert.Equal(reference, SentenceCounter.Reference(text));
    }

    [ReferenceFact]
    public void Reference_ReleasedTexts_CountsWhatTheReferenceCounted() =>
        Assert.All(ReleasedRuns.Gradings(), row => Assert.Equal(row.Sentences, SentenceCounter.Reference(row.Text)));

    [Theory]
    [InlineData("A metaphorical rook.", "metaphor", true, false)]
    [InlineData("A Metaphor, of course.", "metaphor", true, true)]
    [InlineData("By accident it fell.", "accident (fallacy)", true, true)]
    [InlineData("accidentally an accident", "accident (fallacy)", true, true)]
    [InlineData("Nothing here.", "metaphor", false, false)]
    [InlineData("Anything.", "(odd)", false, false)]
    public void NamedSkills_Texts_BySubstringAndByWord(string text, string skill, bool substring, bool word)
    {
        Assert.Equal(substring, NamedSkills.NamedBySubstring(text, skill));
        Assert.Equal(word, NamedSkills.NamedByWord(text, skill));
    }

    [Fact]
    public void Of_Text_SetsABitPerNamedSkill()
    {
        var facts = TextFactsReader.Of(
            "Irony and metaphors. Yes.",
            Rubric.Of(["metaphor", "analogy", "irony"], "Chess")
        );

        Assert.Equal(new TextFacts(2, 2, 0b101, 0b100, false), facts);
        Assert.True(TextFactsReader.Of("  ", Rubric.Of(["irony"], "Chess")).IsEmpty);
    }

    [Fact]
    public void Evidence_QuotedDifferently_IsMappedBackToTheText()
    {
        const string text = "The rook — tired —\nsaid: “I’m a  mountain”.";
        var rubric = Rubric.Of(["metaphor", "irony"], "Chess");
        Verdict[] verdicts =
        [
            new(rubric.Criteria[1], VerdictState.Met, 1, null, "Not in there"),
            new(rubric.Criteria[0], VerdictState.Met, 1, null, "i'm a mountain,"),
        ];

        var span = Assert.Single(EvidenceFinder.Of(text, verdicts));

        Assert.Equal(0, span.Criterion);
        Assert.Equal("I’m a  mountain", text.Substring(span.Start, span.Length));
    }
}
