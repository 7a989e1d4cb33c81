using SkillMix.Core.ChatModels;

namespace SkillMix.Tests.ChatModels;

public sealed class ReplyFileTests
{
    private static readonly HashSet<string> None = [];

    [Fact]
    public void Read_GoodLinesAmongBadOnes_AllGoodOnesAreTakenAndEveryBadOneIsNamed()
    {
        var report = Read(
            [
                Answer("a", "first"),
                "",
                "half a li",
                Failure("b", "No."),
                Answer("x", "nobody asked"),
                Answer("a", "second"),
                Answer("k", "again"),
                "   ",
                Answer("c", "third"),
            ],
            wanted: ["a", "b", "c", "d"],
            known: ["k"]
        );

        Assert.Equal(["a: first", "c: third"], report.Replies.Select(reply => $"{reply.Key}: {reply.Value.Text}"));
        Assert.Equal(
            [
                "replies.jsonl, line 3: The line is no JSON or is cut off: expected one complete object in one line.",
                "replies.jsonl, line 4: The provider did not answer the request 'b' (HTTP 400): No.",
                "replies.jsonl, line 5: There is no request with the id 'x'.",
                "replies.jsonl, line 6: The reply to the request 'a' stands already in line 1; that one counts.",
                "replies.jsonl, line 7: A reply to the request 'k' is kept already; that one stays.",
            ],
            report.Problems.Select(problem => problem.ToString())
        );
        Assert.Equal((7, 2, 2), (report.Lines, report.Taken, report.Unanswered));
        Assert.Equal(report.Lines, report.Taken + report.Problems.Count);
        Assert.All(Enum.GetValues<ReplyFileProblemKind>(), kind => Assert.Equal(1, report.Count(kind)));
        Assert.Equal("k", Assert.Single(report.Problems, problem => problem.IsNote).Id);
    }

    [Fact]
    public void Read_FailureBeforeTheReply_TheReplyIsTaken()
    {
        var report = Read([Failure("a", "Busy."), Answer("a", "later")], wanted: ["a"], known: []);

        Assert.Equal("later", report.Replies["a"].Text);
        Assert.Equal((1, 0), (report.Count(ReplyFileProblemKind.ProviderError), report.Unanswered));
    }

    [Fact]
    public void Read_FailureAfterTheReply_TheReplyStays()
    {
        var report = Read([Answer("a", "early"), Failure("a", "Busy.")], wanted: ["a"], known: []);

        Assert.Equal("early", report.Replies["a"].Text);
        Assert.Equal(ReplyFileProblemKind.Duplicate, Assert.Single(report.Problems).Kind);
    }

    [Fact]
    public void Read_IdThatIsWantedAndKnown_IsKnown()
    {
        var report = Read([Answer("a", "new")], wanted: ["a"], known: ["a"]);

        Assert.Empty(report.Replies);
        Assert.Equal((1, 0), (report.Count(ReplyFileProblemKind.AlreadyKnown), report.Unanswered));
    }

    [Fact]
    public void Read_LastLineCutOff_TheOthersAreTaken()
    {
        var whole = Answer("b", "second");

        var report = Read([Answer("a", "first"), whole[..(whole.Length / 2)]], wanted: ["a", "b"], known: []);

        Assert.Equal(["a"], report.Replies.Keys);
        Assert.Equal(
            (2, ReplyFileProblemKind.Malformed, 1),
            (report.Problems[0].Line, report.Problems[0].Kind, report.Unanswered)
        );
    }

    [Fact]
    public void Read_EmptyFile_HasNothingAndMissesEverything()
    {
        var report = Read([], wanted: ["a", "b"], known: []);

        Assert.Equal((0, 0, 2), (report.Lines, report.Taken, report.Unanswered));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public void Read_LongFile_IsReadLineByLine()
    {
        using var lines = new CountingLines(10_000);

        var report = ReplyFile.Read(lines, None, None, "long.jsonl");

        Assert.Equal((10_000, 10_000), (report.Lines, report.Count(ReplyFileProblemKind.Unknown)));
        Assert.Equal(10_000, report.Problems[^1].Line);
    }

    [Fact]
    public void Read_Cancelled_Stops()
    {
        using var lines = new StringReader(Answer("a", "first"));

        Assert.Throws<OperationCanceledException>(() =>
            ReplyFile.Read(lines, None, None, "replies.jsonl", new CancellationToken(canceled: true))
        );
    }

    private static ReplyFileReport Read(string[] lines, HashSet<string> wanted, HashSet<string> known)
    {
        using var text = new StringReader(string.Join('\n', lines));
        return ReplyFile.Read(text, wanted, known, "replies.jsonl");
    }

    private static string Answer(string id, string text) =>
        $$$$"""{"custom_id":"{{{{id}}}}","response":{"status_code":200,"body":{"choices":[{"index":0,"message":{"role":"assistant","content":"{{{{text}}}}"},"finish_reason":"stop"}]}},"error":null}""";

    private static string Failure(string id, string words) =>
        $$$$"""{"custom_id":"{{{{id}}}}","response":{"status_code":400,"body":{"error":{"message":"{{{{words}}}}"}}},"error":null}""";

    /// <summary>Gives line after line and can only be read so.</summary>
    private sealed class CountingLines(int count) : TextReader
    {
        private int _given;

        public override string? ReadLine() => _given < count ? Answer($"id-{_given++}", "x") : null;

        public override string ReadToEnd() => throw new InvalidOperationException("The file is read as a whole.");
    }
}
