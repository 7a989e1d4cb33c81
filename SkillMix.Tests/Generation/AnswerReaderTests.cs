using SkillMix.Core.Generation;
using SkillMix.Tests.Prompts;

namespace SkillMix.Tests.Generation;

public sealed class AnswerReaderTests
{
    [Theory]
    [InlineData("Answer: The knight sighed.\n\nExplanation: irony.", "The knight sighed.", "irony.", AnswerDefect.None)]
    [InlineData("Answer: first\nBetter:\nAnswer: second Explanation why", "second", "why", AnswerDefect.None)]
    [InlineData("Answer:\n\nExplanation: It is all in here.", "", "It is all in here.", AnswerDefect.Empty)]
    [InlineData("Answer: \"The rook waits.\"\nExplanation: x", "\"The rook waits.\"", "x", AnswerDefect.OwnQuotes)]
    [InlineData("Answer: \"Yes,\" she said, \"no.\"", "\"Yes,\" she said, \"no.\"", null, AnswerDefect.None)]
    [InlineData("Sure! Here it comes.", "Sure! Here it comes.", null, AnswerDefect.NoMarker)]
    [InlineData("answer: lower case does not count", "answer: lower case does not count", null, AnswerDefect.NoMarker)]
    [InlineData("Answer: an explanation of chess\r\n", "an explanation of chess", null, AnswerDefect.None)]
    [InlineData("", "", null, AnswerDefect.Empty | AnswerDefect.NoMarker)]
    public void Read_Replies_GivesTextExplanationAndDefect(
        string reply,
        string text,
        string? explanation,
        AnswerDefect defect
    ) => Assert.Equal(new ReadAnswer(text, explanation, defect), AnswerReader.Read(reply));

    [ReferenceFact]
    public void Read_ReleasedReplies_GivesTheReferencesTexts()
    {
        foreach (var row in ReleasedRuns.Generations())
        {
            Assert.Equal(row.Texts, row.Replies.Select(reply => AnswerReader.Read(reply).Text));
        }
    }
}
