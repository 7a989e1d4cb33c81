using System.Text;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.ChatModels;

public sealed class BatchEndpointTests
{
    private static readonly HashSet<string> None = [];

    public static TheoryData<string> Providers { get; } = ["openai/gpt-x", "azure/my-deployment", "compatible/llama"];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Batch_OfThreeRequests_IsHandedInFollowedAndRead(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(request =>
            request.Field("messages")!.Contains("bad", StringComparison.Ordinal)
                ? FakeReply.Fails(400, "Too long.")
                : FakeReply.Says("fine")
        );
        var endpoint = Endpoint(model, server);

        var id = await SubmitAsync(endpoint, model, "good", "bad", "better");
        var first = await endpoint.LookAsync(id);
        var second = await endpoint.LookAsync(id);

        Assert.Equal(("in_progress", false), (first.Status, first.IsOver));
        Assert.Equal(("completed", true), (second.Status, second.IsOver));
        Assert.Equal((3, 2, 1), (second.Total, second.Completed, second.Failed));
        Assert.Null(second.Problem);
        HashSet<string> wanted = ["good", "bad", "better"];
        var answers = await ReadAsync(endpoint, second.OutputFile!, wanted);
        Assert.Equal(["better", "good"], answers.Replies.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(answers.Problems);
        var errors = await ReadAsync(endpoint, second.ErrorFile!, wanted);
        Assert.Equal(
            "replies.jsonl, line 1: The provider did not answer the request 'bad' (HTTP 400): Too long.",
            Assert.Single(errors.Problems).ToString()
        );
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Submit_File_TellsTheProviderWhatItIs(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));

        var id = await SubmitAsync(Endpoint(model, server), model, "good");

        var batch = server.Batches.Batch(id);
        Assert.Equal("/v1/chat/completions", batch.GetProperty("endpoint").GetString());
        Assert.Equal("24h", batch.GetProperty("completion_window").GetString());
        Assert.Equal(
            $$"""{"name":"requests-1.jsonl","model":"{{model}}"}""",
            batch.GetProperty("metadata").GetRawText()
        );
        var input = batch.GetProperty("input_file_id").GetString()!;
        var file = server.Batches.File(input);
        Assert.Equal("requests-1.jsonl", file.GetProperty("filename").GetString());
        Assert.Equal("batch", file.GetProperty("purpose").GetString());
        Assert.Equal(
            BatchLine.Write(Request(model, "good"), ModelSpec.FromName(model)) + "\n",
            server.Batches.Files[input]
        );
        Assert.Equal(Models.Key, server.Batches.Key);
    }

    [Fact]
    public async Task Look_InALaterProcess_FindsTheBatchByItsId()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));
        var id = await SubmitAsync(Endpoint("openai/gpt-x", server), "openai/gpt-x", "good");

        var later = Endpoint("openai/gpt-x", server);
        await later.LookAsync(id);
        var state = await later.LookAsync(id);

        Assert.Equal("fine", (await ReadAsync(later, state.OutputFile!, ["good"])).Replies["good"].Text);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Cancel_BatchInWork_IsOverWithoutFiles(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));
        var endpoint = Endpoint(model, server);
        var id = await SubmitAsync(endpoint, model, "good");

        var cancelled = await endpoint.CancelAsync(id);

        Assert.Equal(new BatchState("cancelled", 0, 0, 0, null, null, null), cancelled);
        Assert.True(cancelled.IsOver);
        Assert.Equal(cancelled, await endpoint.LookAsync(id));
    }

    [Fact]
    public async Task Look_BatchWhoseFileIsNoJson_SaysWhyItFailed()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));
        server.Batches.PollsInWork = 0;
        var endpoint = Endpoint("openai/gpt-x", server);
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes("no json\n"));

        var state = await endpoint.LookAsync(await endpoint.SubmitAsync(lines, "broken.jsonl"));

        Assert.Equal(new BatchState("failed", 0, 0, 0, null, null, "A line is no JSON."), state);
        Assert.True(state.IsOver);
    }

    [Fact]
    public async Task Read_ErrorsOfABatchThatRanOutOfTime_AreFailuresWithoutAStatus()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Breaks(FakeFault.DroppedConnection));
        server.Batches.PollsInWork = 0;
        var endpoint = Endpoint("openai/gpt-x", server);

        var state = await endpoint.LookAsync(await SubmitAsync(endpoint, "openai/gpt-x", "late"));

        Assert.Null(state.OutputFile);
        Assert.Equal(
            "The provider did not answer the request 'late': Not done in time.",
            Assert.Single((await ReadAsync(endpoint, state.ErrorFile!, ["late"])).Problems).Sentence
        );
    }

    [Fact]
    public async Task Submit_FileThatIsPendingAtFirst_WaitsForIt()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));
        server.Batches.LooksUntilProcessed = 2;
        var clock = new ManualClock();
        var endpoint = ChatModelFactory.CreateBatches(
            ModelSpec.FromName("azure/my-deployment"),
            Models.Keys(server),
            clock: clock
        );

        var submitting = SubmitAsync(endpoint, "azure/my-deployment", "good");
        for (var look = 1; look <= 2; look++)
        {
            Assert.Equal(BatchEndpoint.FilePace, await clock.SomebodyWaitsAsync());
            Assert.Empty(server.Batches.Ids);
            clock.Advance(BatchEndpoint.FilePace);
        }

        Assert.Equal([await submitting], server.Batches.Ids);
    }

    [Fact]
    public async Task Submit_StoppedWhileTheBatchIsBeingMade_StillGivesItsId()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));
        var gate = new TaskCompletionSource();
        server.Batches.Gate = gate.Task;
        using var stop = new CancellationTokenSource();
        using var lines = new MemoryStream("a line\n"u8.ToArray());

        var submitting = Endpoint("openai/gpt-x", server).SubmitAsync(lines, "requests.jsonl", stop.Token);
        await server.Batches.Made;
        await stop.CancelAsync();
        gate.SetResult();

        Assert.Equal(server.Batches.Ids, [await submitting]);
    }

    [Theory]
    [InlineData("a\"b.jsonl")]
    [InlineData("a\r\nb.jsonl")]
    [InlineData("ä.jsonl")]
    public async Task Submit_NameThatFitsIntoNoHeader_IsRefused(string name)
    {
        using var lines = new MemoryStream();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            ChatModelFactory
                .CreateBatches(
                    ModelSpec.FromName("openai/gpt-x") with
                    {
                        Endpoint = new("http://127.0.0.1:1"),
                    },
                    Models.Keys()
                )
                .SubmitAsync(lines, name)
        );
    }

    [Fact]
    public async Task Submit_StreamReadInPart_SendsTheRestAndLeavesItOpen()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));
        using var lines = new MemoryStream("skipped\nsent\n"u8.ToArray());
        lines.Position = 8;

        await Endpoint("openai/gpt-x", server).SubmitAsync(lines, "requests.jsonl");

        Assert.Equal("sent\n", Assert.Single(server.Batches.Files).Value);
        Assert.True(lines.CanRead);
    }

    [Theory]
    [InlineData(401, ProviderFailure.Unauthorised)]
    [InlineData(404, ProviderFailure.BadRequest)]
    [InlineData(429, ProviderFailure.RateLimited)]
    [InlineData(500, ProviderFailure.ServerError)]
    public async Task AnyCall_ThatIsNotAnswered_IsAFailureWithoutKeys(int status, ProviderFailure kind)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));
        server.Batches.Trouble = FakeReply.Fails(status, $"No, with {Models.Key}.");

        await EveryCallAsync(
            Endpoint("openai/gpt-x", server),
            async call =>
            {
                var failure = await Assert.ThrowsAsync<ProviderException>(call);
                Assert.Equal((kind, status, "No, with [key]."), (failure.Kind, failure.StatusCode, failure.Words));
                Assert.DoesNotContain(Models.Key, failure.ToString(), StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task AnyCall_WhoseConnectionIsLost_IsALostConnection()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));
        foreach (var fault in new[] { FakeFault.DroppedConnection, FakeFault.HalfBody })
        {
            server.Batches.Trouble = FakeReply.Breaks(fault);
            await EveryCallAsync(
                Endpoint("openai/gpt-x", server),
                async call =>
                    Assert.Equal(
                        ProviderFailure.ConnectionLost,
                        (await Assert.ThrowsAsync<ProviderException>(call)).Kind
                    )
            );
        }
    }

    [Theory]
    [InlineData(FakeFault.NoJson)]
    [InlineData(FakeFault.OtherJson)]
    public async Task Call_AnsweredWithSomethingElse_IsMalformed(FakeFault fault)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));
        server.Batches.Trouble = FakeReply.Breaks(fault);
        var endpoint = Endpoint("openai/gpt-x", server);

        foreach (
            var call in new Func<Task>[]
            {
                () => SubmitAsync(endpoint, "openai/gpt-x", "good"),
                () => endpoint.LookAsync("batch_1"),
                () => endpoint.CancelAsync("batch_1"),
            }
        )
        {
            Assert.Equal(ProviderFailure.Malformed, (await Assert.ThrowsAsync<ProviderException>(call)).Kind);
        }
    }

    [Fact]
    public async Task Look_CancelledByTheCaller_IsCancelledAndNoFailure()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));
        server.Batches.Trouble = new FakeReply { Gate = new TaskCompletionSource().Task };
        var endpoint = Endpoint("openai/gpt-x", server);
        using var cancel = new CancellationTokenSource();

        var look = endpoint.LookAsync("batch_1", cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look);
    }

    [Fact]
    public async Task Look_IdThatTheProviderDoesNotKnow_SaysItsWords()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("fine"));

        var failure = await Assert.ThrowsAsync<ProviderException>(() =>
            Endpoint("openai/gpt-x", server).LookAsync("batch_9")
        );

        Assert.Equal((404, "There is no such thing."), (failure.StatusCode, failure.Words));
    }

    [Fact]
    public void Create_ForAnthropic_SaysThatItTakesNone() =>
        Assert.StartsWith(
            "anthropic/claude-x takes no batches in OpenAI's form;",
            Assert
                .Throws<InvalidOperationException>(() =>
                    ChatModelFactory.CreateBatches(ModelSpec.FromName("anthropic/claude-x"), Models.Keys())
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Create_WithoutAKey_SaysWhichVariableIsMissing() =>
        Assert.Contains(
            "set the environment variable OPENAI_API_KEY",
            Assert
                .Throws<InvalidOperationException>(() =>
                    ChatModelFactory.CreateBatches(ModelSpec.FromName("openai/gpt-x"), new EnvironmentKeys(_ => null))
                )
                .Message,
            StringComparison.Ordinal
        );

    private static BatchEndpoint Endpoint(string model, FakeProviderServer server) =>
        ChatModelFactory.CreateBatches(ModelSpec.FromName(model), Models.Keys(server));

    /// <summary>Each text is the id and the words of a request.</summary>
    private static Task<string> SubmitAsync(BatchEndpoint endpoint, string model, params string[] texts) =>
        endpoint.SubmitAsync(
            Assert.Single(BatchFile.Split(texts.Select(text => Request(model, text)), ModelSpec.FromName(model))),
            "requests-1.jsonl"
        );

    private static PendingRequest Request(string model, string text) =>
        new(text, model, [new(ChatRole.User, text)], new ChatOptions { Temperature = 0.7f });

    private static async Task<ReplyFileReport> ReadAsync(BatchEndpoint endpoint, string file, HashSet<string> wanted)
    {
        using var lines = new StreamReader(await endpoint.ReadAsync(file));
        return ReplyFile.Read(lines, wanted, None, "replies.jsonl");
    }

    private static async Task EveryCallAsync(BatchEndpoint endpoint, Func<Func<Task>, Task> check)
    {
        await check(() => SubmitAsync(endpoint, "openai/gpt-x", "good"));
        await check(() => endpoint.LookAsync("batch_1"));
        await check(() => endpoint.ReadAsync("file-1"));
        await check(() => endpoint.CancelAsync("batch_1"));
    }
}
