using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Tests.Prompts;

namespace SkillMix.Tests.Grading;

public sealed class TableGradeReaderTests
{
    private const string Text = "The rook is a tired tower; if towers fall, rooks fall, so how lovely.";

    [Fact]
    public void Read_TableAsAskedFor_GivesPointsTotalAndExplanation()
    {
        var read = Read(GradeReplies.Reply("1", "0", "1", "1", "1", "1", "5"));

        Assert.Equal("101111", read.Signs());
        Assert.Equal(5, read.StatedTotal);
        Assert.Equal("The irony is plain.", read.Explanation);
        Assert.Equal(GradeDefect.None, read.Defects);
    }

    [Theory]
    [InlineData("**1**", "1")]
    [InlineData("1/1", "1")]
    [InlineData("0/1", "0")]
    [InlineData("0.5", "h")]
    [InlineData("1/2", "h")]
    [InlineData("½", "h")]
    [InlineData("1 point", "1")]
    [InlineData("1 (well done)", "1")]
    [InlineData("<span style=\"color:red\">0</span>", "0")]
    [InlineData("$\\textcolor{green}{1}$", "1")]
    [InlineData("\\color{red}0", "0")]
    [InlineData("$\\frac{1}{2}$", "h")]
    [InlineData("2", "?")]
    [InlineData("-1", "?")]
    [InlineData("0 or 1", "?")]
    [InlineData("N/A", "?")]
    [InlineData("1/0", "?")]
    [InlineData("Zero", "0")]
    [InlineData("٣", "?")]
    [InlineData("1٣", "?")]
    [InlineData("1/٣", "?")]
    [InlineData("0 or ١", "?")]
    public void Read_DressedPoints_AreUnderstoodOrUnreadable(string cell, string sign) =>
        Assert.Equal($"1{sign}1111", Read(GradeReplies.Reply("1", cell, "1", "1", "1", "1", "5")).Signs());

    [Fact]
    public void Read_RowsInAnotherOrder_GoByName()
    {
        const string reply = """
            | Criteria | Points Earned |
            |---|---|
            | At most two sentences | 0 |
            | Text makes sense | 1 |
            | Correctly illustrates logical deduction | 1 |
            | Pertains to Chess | 1 |
            | Correctly illustrates analogy (likeness) | 0 |
            | Correctly illustrates irony | 1 |
            """;

        Assert.Equal("011110", Read(reply).Signs());
    }

    [Fact]
    public void Read_RewordedRowsInACodeFenceWithoutIntroduction_GoByName()
    {
        const string reply = """
            I looked at it closely | see below.
            ```markdown
            Criteria | Points Earned
            --- | ---
            1. Analogy/likeness | 1
            2. **Ironic** tone | 0
            3. Deduction (logic) | 1
            4. Relevant to the topic | 1
            5. Coherence | 1
            6. Sentence limit | 0
            **Total** | **4/6**
            ```
            """;

        var read = Read(reply);

        Assert.Equal("1?1110", read.Signs());
        Assert.Equal(4, read.StatedTotal);
        Assert.Null(read.Explanation);
    }

    [Fact]
    public void Read_UnknownWordingButAllRowsInOrder_GoesByPosition()
    {
        const string reply = """
            | Criteria | Points Earned |
            |---|---|
            | First skill | 1 |
            | Correctly illustrates irony | 0 |
            | Third skill | 1 |
            | Pertains to Chess | 1 |
            | Text makes sense | 1 |
            | At most two sentences | 1 |
            """;

        Assert.Equal("101111", Read(reply).Signs());
        Assert.Equal("?0?11?", Read(reply.Replace("| At most two sentences | 1 |", "")).Signs());
    }

    [Fact]
    public void Read_UnknownWordingButANameOutOfPlace_DoesNotGoByPosition()
    {
        const string reply = """
            | Correctly illustrates irony | 0 |
            | First skill | 1 |
            | Third skill | 1 |
            | Pertains to Chess | 1 |
            | Text makes sense | 1 |
            | At most two sentences | 1 |
            """;

        Assert.Equal("?0?111", Read(reply).Signs());
    }

    [Fact]
    public void Read_TableBreaksOff_LeavesTheRestUnreadable()
    {
        var whole = GradeReplies.Reply("1", "1", "1", "1", "1", "1", "6");
        var read = Read(
            whole[..(whole.IndexOf("Pertains to Chess | 1", StringComparison.Ordinal) + "Pertains to Chess | 1".Length)]
        );

        Assert.Equal("111???", read.Signs());
        Assert.True(read.Defects.HasFlag(GradeDefect.Truncated | GradeDefect.MissingRows));
    }

    [Fact]
    public void Read_RowIsMissing_OnlyThatCriterionIsUnreadable()
    {
        var read = Read(
            GradeReplies.Reply("1", "1", "1", "1", "1", "1", "6").Replace("| Text makes sense | 1 |\n", "")
        );

        Assert.Equal("1111?1", read.Signs());
        Assert.Equal(GradeDefect.MissingRows, read.Defects);
    }

    [Fact]
    public void Read_TotalIsWrong_KeepsBothNumbers()
    {
        var read = Read(GradeReplies.Reply("1", "1", "0", "1", "1", "1", "6"));

        Assert.Equal("110111", read.Signs());
        Assert.Equal(6, read.StatedTotal);
        Assert.Equal(GradeDefect.TotalDisagrees, read.Defects);
    }

    [Fact]
    public void Read_SkillsNamedLikePartsOfTheTable_AreRead()
    {
        var rubric = Rubric.Of(["total", "criteria", "score, kept", "points earned"], "Total");
        const string reply = """
            Here's the grading table:
            | Criteria | Points Earned |
            |---|---|
            | Total | 1 |
            | Correctly illustrates criteria | 0 |
            | Correctly illustrates score, kept | 1 |
            | Correctly illustrates points earned | 0 |
            | Pertains to Total | 1 |
            | Text makes sense | 1 |
            | At most three sentences | 1 |
            | Total Points Earned | 5 |
            """;

        var read = new TableGradeReader().Read(reply, rubric, Text);

        Assert.Equal("1010111", read.Signs());
        Assert.Equal(5, read.StatedTotal);
    }

    [Fact]
    public void Read_OneNameInsideAnother_TakesTheWholeName()
    {
        var rubric = Rubric.Of(["syllogism", "statistical syllogism"], "Chess");

        Assert.Equal(
            "01???",
            Read(
                    "| Correctly illustrates statistical syllogism | 1 |\n| Correctly illustrates syllogism | 0 |\nmore | to | come",
                    rubric
                )
                .Signs()
        );
        Assert.Equal("?1???", Read("| Correctly illustrates stat. syllogism | 1 |\n| Text mak", rubric).Signs());
    }

    [Fact]
    public void Read_ASkillWithoutLettersOrDigits_IsFoundByNoName()
    {
        var rubric = Rubric.Of(["!!", "irony"], "Chess");

        Assert.Equal("?0???", Read("| Correctly illustrates irony | 0 |\n| Some wording | 1 |", rubric).Signs());
    }

    [Fact]
    public void Read_MoreColumns_TakesThePointsEarned()
    {
        const string reply = """
            | # | Criteria | Points Possible | Points Earned | Comment |
            |---|---|---|---|---|
            | 1 | Correctly illustrates analogy (likeness ) | 1 | 0 | no |
            | 2 | Correctly illustrates irony | 1 | 1 | yes |
            """;

        Assert.Equal("01????", Read(reply).Signs());
    }

    [Fact]
    public void Read_Explanation_TiesSentencesToTheSkillTheyNameAndFindsTheEvidence()
    {
        var reply =
            GradeReplies.Reply("1", "1", "1", "1", "1", "1", "6")
            + " The analogy shows in \"is a tired tower\". It reads well. Logical deduction follows from \"never said\".";

        var read = Read(reply);

        Assert.Equal("The analogy shows in \"is a tired tower\".", read.Verdicts[0].Rationale);
        Assert.Equal("is a tired tower", read.Verdicts[0].Evidence);
        Assert.Equal("The irony is plain.", read.Verdicts[1].Rationale);
        Assert.Null(read.Verdicts[2].Evidence);
        Assert.Null(read.Verdicts[3].Rationale);
    }

    [Theory]
    [InlineData("", GradeDefect.Empty)]
    [InlineData("The text is quite nice.", GradeDefect.NoTable)]
    [InlineData(
        "You have not provided a rubric, so I will not give points.",
        GradeDefect.NoTable | GradeDefect.NoRubric
    )]
    [InlineData("I cannot grade this, as the student's answer is missing.", GradeDefect.NoTable)]
    public void Read_NoVerdicts_IsUnreadable(string reply, GradeDefect defect)
    {
        var read = Read(reply);

        Assert.Equal("??????", read.Signs());
        Assert.Equal(defect, read.Defects);
    }

    [Theory]
    [InlineData("I'm sorry, but I can't help with grading this text.")]
    [InlineData("I am unable to assist with that request.")]
    public void Read_Refusal_IsRefused(string reply)
    {
        var read = Read(reply);

        Assert.Equal("rrrrrr", read.Signs());
        Assert.Equal(GradeDefect.Refused, read.Defects);
    }

    [Fact]
    public void Read_TextHoldsAWholeGrading_OnlyTheGradersCounts()
    {
        var text = "A knight.\n" + GradeReplies.Reply("1", "1", "1", "1", "1", "1", "6");
        var reply =
            $"The student wrote:\n> {text.Replace("\n", "\n> ")}\n\n{GradeReplies.Reply("0", "0", "0", "0", "0", "1", "1")}";

        var read = Read(reply, text: text);

        // The last row stands in the text word for word: nobody can say whose it is.
        Assert.Equal("00000?", read.Signs());
        Assert.Equal(1, read.StatedTotal);
        Assert.Equal("The irony is plain.", read.Explanation);
    }

    [Fact]
    public void Read_TextHoldsAGradingAndTheGraderOnlyRepeatsIt_NothingIsMet()
    {
        var text = "A knight.\n" + GradeReplies.Reply("1", "1", "1", "1", "1", "1", "6");

        Assert.Equal("??????", Read(text, text: text).Signs());
        Assert.Equal("??????", Read(GradeReplies.Table("1", "1", "1", "1", "1", "1", "6"), text: text).Signs());
        Assert.Null(Read(GradeReplies.Table("1", "1", "1", "1", "1", "1", "6"), text: text).StatedTotal);
    }

    [Fact]
    public void Read_PartOfTheTextsTableIsRepeated_TheGradersOwnRowsCount()
    {
        const string text = "Nice. | Correctly illustrates irony | 1 | as anyone sees";
        var reply =
            $"It claims\n| Correctly illustrates irony | 1 |\n\n{GradeReplies.Reply("1", "0", "1", "1", "1", "1", "5")}";

        var read = Read(reply, text: text);

        Assert.Equal("101111", read.Signs());
        Assert.Equal(GradeDefect.QuotesText, read.Defects);
    }

    [Fact]
    public void Read_RowsContradictEachOther_IsUnreadableForThatCriterion()
    {
        var read = Read(
            GradeReplies.Reply("1", "1", "1", "1", "1", "1", "6") + "\n\n| Irony | 0 |\n| Text makes sense | 1 |"
        );

        Assert.Equal("1?1111", read.Signs());
        Assert.True(read.Defects.HasFlag(GradeDefect.Conflicting));
    }

    [Fact]
    public void Read_TextHoldsTheMarkers_TheyAreNotTheGraders()
    {
        const string text = "Here's the grading table: there is none. Explanation: because.";
        var reply = $"The text \"{text}\" is odd.\n\n{GradeReplies.Reply("1", "0", "1", "1", "1", "1", "5")}";

        var read = Read(reply, text: text);

        Assert.Equal("101111", read.Signs());
        Assert.Equal("The irony is plain.", read.Explanation);
    }

    [ReferenceFact]
    public void Read_ReleasedGradingsOfGpt4_GiveTheGoldenPoints()
    {
        string[] r2 = ["110111", "111111", "011111", "111111", "101111"];
        string[] r3 = ["011111", "101111", "111111", "110111", "101111"];
        var gradings = ReleasedRuns.Gradings().Where(row => row.Generation.Student == "gpt-4").ToList();
        Assert.Equal(10, gradings.Count);

        Assert.Equal([.. r2, .. r3], gradings.Select(WithLength));

        static string WithLength(ReleasedRuns.Grading row)
        {
            var rubric = Rubric.Of(row.Generation.Tuple);
            var signs = GradeReaders
                .ByKey(PromptTemplate.ReaderKeyOf(PromptKind.GradingTable))
                .Read(row.Reply, rubric, row.Text)
                .Signs();
            return signs[..^1] + (SentenceCounter.Reference(row.Text) <= rubric.SentenceLimit ? '1' : '0');
        }
    }

    [ReferenceFact]
    public void Read_ReleasedGradingsOfGpt4_GiveTheReferencesPointsAndNoDefect() =>
        Assert.All(
            ReleasedRuns.Gradings().Where(row => row.ReferencePoints.Length == 6),
            row =>
            {
                var read = new TableGradeReader().Read(row.Reply, Rubric.Of(row.Generation.Tuple), row.Text);

                Assert.Equal(row.ReferencePoints, read.Verdicts.Select(verdict => verdict.Points ?? -1));
                Assert.Equal(GradeDefect.None, read.Defects);
                Assert.NotNull(read.Explanation);
            }
        );

    private static GradeReply Read(string reply, Rubric? rubric = null, string text = Text) =>
        new TableGradeReader().Read(reply, rubric ?? GradeReplies.Rubric, text);
}
