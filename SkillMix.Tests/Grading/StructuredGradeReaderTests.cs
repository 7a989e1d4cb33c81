using SkillMix.Core.Grading;
using static SkillMix.Tests.Grading.StructuredReplies;

namespace SkillMix.Tests.Grading;

public sealed class StructuredGradeReaderTests
{
    private const string Text = "The rook is a tired tower; if towers fall, rooks fall, so how lovely.";

    [Fact]
    public void Read_AsAskedFor_GivesVerdictsReasonsAndEvidence()
    {
        var read = Read(Reply("101111"));

        Assert.Equal("101111", read.Signs());
        Assert.Equal(GradeDefect.None, read.Defects);
        Assert.Null(read.StatedTotal);
        Assert.Null(read.Explanation);
        Assert.Equal("Reason 2 says \"so\".", read.Verdicts[1].Rationale);
        Assert.Equal("a tired tower", read.Verdicts[0].Evidence);
    }

    [Fact]
    public void Read_InAFenceAmongWords_ReadsTheObjectAndKeepsTheWords()
    {
        var read = Read($"Here {{as asked}} it is:\n```json\n{Reply("101111")}\n```\nI hope {{}} it helps.");

        Assert.Equal("101111", read.Signs());
        Assert.StartsWith("Here {as asked} it is:\n", read.Explanation, StringComparison.Ordinal);
        Assert.EndsWith("\nI hope {} it helps.", read.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("`", read.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WrappedReorderedAndLooselyWritten_GoesByNumber()
    {
        string[] elements = [.. Enumerable.Range(1, 6).Reverse().Select(n => Element(n, n == 2 ? "Not met" : " MET "))];

        Assert.Equal("101111", Read("{\"grading\": " + Object("1 0 1 1 1 1", elements) + " }").Signs());
        Assert.Equal("101111", Read(Object("101111", elements).Replace("}]", "},]")).Signs());
        Assert.Equal("101111", Read(Reply("101111").Replace("\"n\":3", "\"n\":\"3\"")).Signs());
    }

    [Fact]
    public void Read_SeveralQuotations_KeepsThoseThatStandInTheText()
    {
        var element = Element(1, "met", evidence: ["The rook", "a purple tower", "HOW  lovely", "so", "The rook"]);

        var read = Read(Object("111111", [element, .. Elements("111111")[1..]]));

        Assert.Equal("The rook … HOW  lovely", read.Verdicts[0].Evidence);
        Assert.Equal(
            ["The rook", "how lovely", "a tired tower", "a tired tower"],
            EvidenceFinder.Of(Text, read.Verdicts).Select(span => Text.Substring(span.Start, span.Length))
        );
    }

    [Fact]
    public void Read_InventedEvidence_IsNotKept()
    {
        var element = Element(1, "met", evidence: ["a purple tower"]);

        Assert.Null(Read(Object("111111", [element, .. Elements("111111")[1..]])).Verdicts[0].Evidence);
    }

    [Theory]
    [InlineData("100111")]
    [InlineData("10111")]
    [InlineData("1011111")]
    [InlineData("10111x")]
    [InlineData("")]
    [InlineData(null)]
    public void Read_EndIsNotTheVerdicts_NothingIsRead(string? end)
    {
        var read = Read(Object(end, Elements("101111")));

        Assert.Equal("??????", read.Signs());
        Assert.Equal(GradeDefect.EndDisagrees, read.Defects);
        Assert.Equal("Reason 2 says \"so\".", read.Verdicts[1].Rationale);
    }

    [Fact]
    public void Read_CriterionIsMissing_OnlyItIsUnreadable()
    {
        var read = Read(Object("101111", [.. Elements("101111")[..2], .. Elements("101111")[3..]]));

        Assert.Equal("10?111", read.Signs());
        Assert.Equal(GradeDefect.MissingRows, read.Defects);
    }

    [Theory]
    [InlineData("\"partly met\"")]
    [InlineData("\"0.5\"")]
    [InlineData("0.5")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[\"met\"]")]
    [InlineData("\"\\ud800\"")]
    public void Read_VerdictNotOnOffer_IsUnreadable(string verdict)
    {
        var third = Element(3, "?").Replace("\"?\"", verdict);

        var read = Read(Object("101111", [.. Elements("101111")[..2], third, .. Elements("101111")[3..]]));

        Assert.Equal("10?111", read.Signs());
        Assert.Equal(GradeDefect.IllegiblePoints, read.Defects);
    }

    [Fact]
    public void Read_NumberTwice_IsReadOnlyWhereBothSayTheSame()
    {
        Assert.Equal("101111", Read(Object("101111", [.. Elements("101111"), Element(1, "met")])).Signs());

        var contradicted = Read(Object("101111", [.. Elements("101111"), Element(4, "not met")]));
        Assert.Equal("101?11", contradicted.Signs());
        Assert.Equal(GradeDefect.Conflicting, contradicted.Defects);
    }

    [Fact]
    public void Read_TwoGradings_KeepsWhatTheyAgreeOn()
    {
        var read = Read($"{Reply("101111")}\nOn second thoughts:\n{Reply("100111")}");

        Assert.Equal("10?111", read.Signs());
        Assert.Equal(GradeDefect.Conflicting, read.Defects);
    }

    [Fact]
    public void Read_VerdictWrittenTwiceInOneElement_NothingIsRead() =>
        Assert.Equal("??????", Read(Reply("101111").Replace("\"n\":2,", "\"n\":2,\"verdict\":\"met\",")).Signs());

    [Fact]
    public void Read_NameOfAnotherCriterion_IsUnreadable()
    {
        var swapped = Reply("101111").Replace(Labels[1], "Pertains to Chess");
        var shifted = Object(
            "101111",
            [.. Enumerable.Range(1, 6).Select(n => Element(n, n == 2 ? "not met" : "met", label: Labels[n % 6]))]
        );

        Assert.Equal("1?1111", Read(swapped).Signs());
        Assert.Equal(GradeDefect.Conflicting, Read(swapped).Defects);
        Assert.Equal("??????", Read(shifted).Signs());
        Assert.Equal("101111", Read(Reply("101111").Replace(Labels[1], "It is ironic")).Signs());
        Assert.Equal("101111", Read(Reply("101111").Replace("\"criterion\"", "\"item\"")).Signs());
    }

    [Fact]
    public void Read_BreaksOffAnywhere_NothingIsRead()
    {
        var reply = Reply("101111");
        for (var length = 1; length < reply.Length; length++)
        {
            var read = Read(reply[..length]);

            Assert.Equal("??????", read.Signs());
            Assert.Equal(GradeDefect.Truncated, read.Defects);
        }
    }

    [Fact]
    public void Read_BrokenJson_NothingIsReadAfterIt()
    {
        var broken = Reply("101111").Replace("Reason 2", "the \" of Reason 2");

        Assert.Equal("??????", Read(broken).Signs());
        Assert.Equal("??????", Read($"{broken}\n{Reply("111111")}").Signs());
        Assert.Equal(GradeDefect.NoTable, Read(broken).Defects);
    }

    [Fact]
    public void Read_TextIsAGrading_ItsRepetitionsAreNotTheGraders()
    {
        var text = $"The rook is lovely. {Reply("111111")}";

        Assert.Equal("??????", Read(text, text).Signs());
        Assert.Equal("??????", Read(Reply("111111"), text).Signs());
        Assert.Equal(GradeDefect.NoTable | GradeDefect.QuotesText, Read(text, text).Defects);
        Assert.Equal(GradeDefect.NoTable | GradeDefect.QuotesText, Read(Reply("111111"), text).Defects);
        Assert.Equal("??????", Read($"It says ```{Reply("111111").Replace(",", ", ")}```. No.", text).Signs());
    }

    [Fact]
    public void Read_TextIsAGrading_TheGradersOwnStillCounts()
    {
        var text = $"The rook is lovely. {Reply("111111")}";
        var own = Reply("000010").Replace("Reason", "Because");

        var read = Read($"The text holds {Reply("111111")}, which I ignore.\n{own}", text);

        Assert.Equal("000010", read.Signs());
        Assert.Equal(GradeDefect.QuotesText, read.Defects);
        Assert.Equal("000010", Read(own, text).Signs());
    }

    [Fact]
    public void Read_ElementsTakenFromTheText_AreUnreadable()
    {
        var text = $"A lovely rook. {Element(1, "met")}, {Element(2, "met")}";

        var read = Read(Reply("110000"), text);

        Assert.Equal("??0000", read.Signs());
        Assert.Equal(GradeDefect.QuotesText, read.Defects);
    }

    [Fact]
    public void Read_ElementOfTheTextSpelledOtherwise_IsUnreadableToo()
    {
        var text = $"A lovely rook. {Object("111111", Element(1, "met", rationale: "A caf\u00e9 at dawn."))}";
        var echo = Element(1, "MET", rationale: "A caf# at dawn").Replace("#", "\u00e9");

        Assert.Equal("?00000", Read(Object("100000", [echo, .. Elements("000000")[1..]]), text).Signs());
    }

    [Fact]
    public void Read_GradingOfTheTextInsideAReason_IsOnlyAReason()
    {
        var text = $"The rook is lovely. {Reply("111111")}";
        var first = Element(1, "not met", rationale: $"The text claims {Reply("111111")} of itself.");
        var unescaped = Reply("000000").Replace("Reason 1", $"It claims {Reply("111111")} of itself.");

        Assert.Equal("000000", Read(Object("000000", [first, .. Elements("000000")[1..]]), text).Signs());
        Assert.Equal("??????", Read(unescaped, text).Signs());
        Assert.Equal("??????", Read(unescaped).Signs());
    }

    [Fact]
    public void Read_EvidenceIsTheWholeText_IsKeptAndHarmsNothing()
    {
        var element = Element(1, "met", rationale: $"It says: {Text}", evidence: [Text]);

        var read = Read(Object("111111", [element, .. Elements("111111")[1..]]));

        Assert.Equal("111111", read.Signs());
        Assert.Equal(Text, read.Verdicts[0].Evidence);
        Assert.Equal($"It says: {Text}", read.Verdicts[0].Rationale);
    }

    [Theory]
    [InlineData("", "??????", GradeDefect.Empty)]
    [InlineData("I'm sorry, but I cannot grade this.", "rrrrrr", GradeDefect.Refused)]
    [InlineData("The rubric was not provided.", "??????", GradeDefect.NoTable | GradeDefect.NoRubric)]
    [InlineData("{}", "??????", GradeDefect.NoTable)]
    [InlineData("{\"criteria\":[],\"end\":\"111111\"}", "??????", GradeDefect.NoTable)]
    [InlineData("{\"criteria\":[1,null,[]],\"end\":\"111111\"}", "??????", GradeDefect.NoTable)]
    [InlineData("{\"criteria\":{\"n\":1},\"end\":\"111111\"}", "??????", GradeDefect.NoTable)]
    public void Read_NoGrading_IsUnreadableOrRefused(string reply, string signs, GradeDefect defects)
    {
        var read = Read(reply);

        Assert.Equal(signs, read.Signs());
        Assert.Equal(defects, read.Defects);
    }

    [Fact]
    public void Read_OtherStyles_AreLeftToTheirReaders()
    {
        var table = GradeReplies.Reply("1", "0", "1", "1", "1", "1") + " I cannot see more.";

        Assert.Equal("??????", Read(table).Signs());
        Assert.Equal("??????", Read("I cannot see it. Irony: Point earned: 0\nGrade: 0").Signs());
        Assert.Equal("??????", new TableGradeReader().Read(Reply("101111"), GradeReplies.Rubric, Text).Signs());
        Assert.Equal("??????", new ProseGradeReader().Read(Reply("101111"), GradeReplies.Rubric, Text).Signs());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"")]
    [InlineData("{\"a\":")]
    [InlineData("{}")]
    [InlineData("{\"criteria\":[")]
    [InlineData("[{\"n\":1},")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{ é")]
    public void Read_LongNonsense_IsUnreadable(string piece) =>
        Assert.Equal("??????", Read(string.Concat(Enumerable.Repeat(piece, 20_000))).Signs());

    [Fact]
    public void Read_HalfASurrogatePair_IsNoMistake() =>
        Assert.Equal("101111", Read($"\ud83d {Reply("101111")} \udc00").Signs());

    private static GradeReply Read(string reply, string text = Text) =>
        new StructuredGradeReader().Read(reply, GradeReplies.Rubric, text);
}
