using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.ChatModels;

public sealed class BatchReplyLineTests
{
    private const string Completion =
        """{"id":"c1","object":"chat.completion","created":1700000000,"model":"gpt-x-2025","choices":[{"index":0,"message":{"role":"assistant","content":"A text."},"finish_reason":"length"}],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}""";

    [Theory]
    [InlineData(
        """{"id":"b1","custom_id":"a1","response":{"status_code":200,"request_id":"r","body":BODY},"error":null}"""
    )]
    [InlineData(
        """{"id":"vllm-1","custom_id":"a1","response":{"status_code":200,"request_id":null,"body":BODY},"error":null}"""
    )]
    [InlineData("""{"custom_id":"a1","response":{"body":BODY}}""")]
    [InlineData("""{"custom_id":"a1","response":{"status_code":null,"body":BODY},"error":{}}""")]
    public void Read_Answer_BringsTextModelUsageAndReason(string line)
    {
        var answer = AnswerIn(line.Replace("BODY", Completion, StringComparison.Ordinal));

        Assert.Equal(("a1", "A text.", "gpt-x-2025"), (answer.Id, answer.Response.Text, answer.Response.ModelId));
        Assert.Equal((7L, 3L), (answer.Response.Usage!.InputTokenCount, answer.Response.Usage.OutputTokenCount));
        Assert.Equal(ChatFinishReason.Length, answer.Response.FinishReason);
        Assert.Null(ChatRefusal.WordsOf(answer.Response));
    }

    [Fact]
    public async Task Read_AnyReplyOfTheProvider_IsWhatTheClientGives()
    {
        FakeReply[] replies =
        [
            FakeReply.Says("A text."),
            FakeReply.Says(""),
            FakeReply.Refuses("I cannot do that."),
            new() { FinishReason = "content_filter", Text = "Half a" },
            new() { FinishReason = "length", Model = "other" },
        ];
        foreach (var reply in replies)
        {
            await using var server = await FakeProviderServer.StartAsync(reply);
            using var client = Models.Client("openai/gpt-x", server);
            var endpoint = ChatModelFactory.CreateBatches(ModelSpec.FromName("openai/gpt-x"), Models.Keys(server));
            PendingRequest request = new("a1", "openai/gpt-x", [new(ChatRole.User, "Write.")], null);

            var direct = await client.GetResponseAsync(request.Messages);
            var id = await endpoint.SubmitAsync(
                Assert.Single(BatchFile.Split([request], ModelSpec.FromName("openai/gpt-x"))),
                "a.jsonl"
            );
            await endpoint.LookAsync(id);
            var state = await endpoint.LookAsync(id);
            using var lines = new StreamReader(await endpoint.ReadAsync(state.OutputFile!));
            var answer = AnswerIn((await lines.ReadLineAsync())!);

            Assert.Equal(direct.Text, answer.Response.Text);
            Assert.Equal(direct.FinishReason, answer.Response.FinishReason);
            Assert.Equal(ChatRefusal.WordsOf(direct), ChatRefusal.WordsOf(answer.Response));
            Assert.Equal(
                (direct.ModelId, direct.ResponseId, direct.CreatedAt, direct.Usage!.TotalTokenCount),
                (
                    answer.Response.ModelId,
                    answer.Response.ResponseId,
                    answer.Response.CreatedAt,
                    answer.Response.Usage!.TotalTokenCount
                )
            );
        }
    }

    [Theory]
    [InlineData(
        """{"custom_id":"a1","response":null,"error":{"code":"batch_expired","message":"Not done in time."}}""",
        null,
        "Not done in time."
    )]
    [InlineData(
        """{"custom_id":"a1","response":{"status_code":400,"body":{"error":{"message":"Too long.","type":"t"}}},"error":null}""",
        400,
        "Too long."
    )]
    [InlineData(
        """{"custom_id":"a1","response":{"status_code":400,"request_id":"v","body":null},"error":{"object":"error","message":"Too long.","code":400}}""",
        400,
        "Too long."
    )]
    [InlineData(
        """{"custom_id":"a1","response":{"status_code":500},"error":{"error":{"message":"Out of memory.","code":500}}}""",
        500,
        "Out of memory."
    )]
    [InlineData("""{"custom_id":"a1","response":{"status_code":502,"body":"bad\ngateway"}}""", 502, "bad gateway")]
    [InlineData("""{"custom_id":"a1","response":{"status_code":503}}""", 503, "")]
    [InlineData("""{"custom_id":"a1","response":{"body":{"error":"loading"}}}""", null, "loading")]
    [InlineData(
        """{"custom_id":"a1","error":"No key sk-abcdefgh12345678 is known."}""",
        null,
        "No key [key] is known."
    )]
    public void Read_Failure_BringsStatusAndWordsWithoutKeys(string line, int? status, string words) =>
        Assert.Equal(new BatchReplyLine.Failure("a1", status, words), BatchReplyLine.Read(line));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("""{"custom_id":"a1","response":{"status_code":200,"body":{"choi""")]
    [InlineData("""{"custom_id":"a1"} {"custom_id":"a2"}""")]
    [InlineData("""{"custom_id":"\ud800","response":null}""")]
    public void Read_LineThatIsNoJson_SaysSo(string line) =>
        Assert.Equal(
            "The line is no JSON or is cut off: expected one complete object in one line.",
            Assert.Throws<FormatException>(() => BatchReplyLine.Read(line)).Message
        );

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("17")]
    [InlineData("""{"custom_id":17}""")]
    [InlineData("""{"custom_id":""}""")]
    [InlineData("""{"custom_id":null,"response":{"status_code":200}}""")]
    public void Read_LineWithoutAnId_SaysSo(string line) =>
        Assert.Equal(
            "The line does not say which request it answers: expected a text in custom_id.",
            Assert.Throws<FormatException>(() => BatchReplyLine.Read(line)).Message
        );

    [Theory]
    [InlineData("""{"custom_id":"a1"}""")]
    [InlineData("""{"custom_id":"a1","response":17}""")]
    [InlineData("""{"custom_id":"a1","response":{"status_code":200}}""")]
    [InlineData("""{"custom_id":"a1","response":{"status_code":200,"body":{"hello":"world"}}}""")]
    [InlineData("""{"custom_id":"a1","response":{"status_code":200,"body":{"choices":[]}}}""")]
    [InlineData("""{"custom_id":"a1","response":{"status_code":200,"body":{"choices":[{"text":"old"}]}}}""")]
    public void Read_BodyThatIsNoCompletion_SaysSo(string line) =>
        Assert.Equal(
            "The line holds no chat completion: expected in response.body what the provider answers to a single request.",
            Assert.Throws<FormatException>(() => BatchReplyLine.Read(line)).Message
        );

    [Fact]
    public void Read_CompletionWithAnUnheardOfReason_SaysThatItCannotBeRead()
    {
        var line =
            """{"custom_id":"a1","response":{"body":{"choices":[{"message":{"content":"x"},"finish_reason":"tired"}]}}}""";

        var exception = Assert.Throws<FormatException>(() => BatchReplyLine.Read(line));

        Assert.StartsWith("The line's chat completion cannot be read", exception.Message, StringComparison.Ordinal);
        Assert.Contains("tired", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LineOfTheRequests_SaysThatItIsNoReply()
    {
        var request = BatchLine.Write(
            new("a1", "openai/gpt-x", [new(ChatRole.User, "Write.")], null),
            ModelSpec.FromName("openai/gpt-x")
        );

        Assert.Equal(
            "The line is a request and no reply: expected the file that the provider wrote.",
            Assert.Throws<FormatException>(() => BatchReplyLine.Read(request)).Message
        );
    }

    private static BatchReplyLine.Answer AnswerIn(string line) =>
        Assert.IsType<BatchReplyLine.Answer>(BatchReplyLine.Read(line));
}
