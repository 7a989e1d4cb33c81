using System.Text.Json;
using System.Text.Json.Nodes;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

/// <summary>Runs whose replies come by files or by batches.</summary>
[Collection("console")]
public sealed class OfflineRunTests : IDisposable
{
    private const string Design = """
        name: by post
        k: [2, 3]
        tuples: 2
        students: [compatible/writer]
        generation:
          rounds: 1
          temperature: 0.25
          max_tokens: 99
        graders:
          - model: compatible/judge
            temperature: 0
            max_tokens: 300
          - model: rehearsal/grader-a
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EmitAndAbsorb_UntilNothingIsLeft_MeasuresTheSameAsAskingDirectly()
    {
        await using var server = await FakeProviderServer.StartAsync(Engine);
        var direct = await RunAsync("direct.db", Models(server.OpenAIAddress.ToString()));

        // Four drafts, then four revisions, then the gradings of four texts.
        var emitted = new List<int>();
        var answer = await RunAsync("post.db", NoModels(), "--emit", At("requests.jsonl"));
        while (answer.Json().GetProperty("state").GetString() != "finished")
        {
            var file = Assert
                .Single(answer.Json().GetProperty("emitted").EnumerateArray())
                .GetProperty("path")
                .GetString()!;
            emitted.Add(File.ReadAllLines(file).Length);
            File.WriteAllLines(At("replies.jsonl"), File.ReadAllLines(file).Select(AnswerTo));
            answer = await ResumeAsync("--absorb", At("replies.jsonl"), "--emit", At("requests.jsonl"));
            Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        }

        Assert.Equal(0, direct.ExitCode);
        Assert.Equal([4, 4, 4], emitted);
        Assert.Equal(await MetricsAsync("direct.db"), await MetricsAsync("post.db"));
    }

    [Fact]
    public async Task Emit_OfANewRun_WritesWhatWouldBeSentAndSaysWhatIsStillToCome()
    {
        await using var server = await FakeProviderServer.StartAsync(Engine);
        await RunAsync("direct.db", Models(server.OpenAIAddress.ToString()));

        var answer = await RunAsync("post.db", NoModels(), "--emit", At("requests.jsonl"));

        var json = answer.Json();
        Assert.Equal((0, "paused"), (answer.ExitCode, json.GetProperty("state").GetString()));
        Assert.Equal(4, json.GetProperty("pending").GetProperty("drafts").GetInt32());
        Assert.Equal(4, json.GetProperty("later").GetProperty("revisions").GetInt32());
        Assert.Equal(4, json.GetProperty("later").GetProperty("gradings").GetInt32());
        Assert.StartsWith("4 requests written to ", json.GetProperty("note").GetString(), StringComparison.Ordinal);
        var sent = server.Requests.Where(request => request.Model == "writer").Select(request => request.Body);
        var written = File.ReadLines(At("requests.jsonl")).Select(line => JsonNode.Parse(line)!["body"]!);
        Assert.All(
            written,
            body => Assert.Contains(sent, one => JsonNode.DeepEquals(JsonSerializer.SerializeToNode(one), body))
        );
    }

    [Fact]
    public async Task Emit_ForSeveralModels_WritesAFileForEach()
    {
        var design = Design.Replace(
            "[compatible/writer]",
            "[compatible/writer, openai/gpt-x]",
            StringComparison.Ordinal
        );

        var answer = await RunDesignAsync(design, "post.db", NoModels(), "--emit", At("requests.jsonl"));

        Assert.Equal(
            ["requests-compatible-writer.jsonl", "requests-openai-gpt-x.jsonl"],
            answer
                .Json()
                .GetProperty("emitted")
                .EnumerateArray()
                .Select(file => Path.GetFileName(file.GetProperty("path").GetString()))
        );
        Assert.False(File.Exists(At("requests.jsonl")));
    }

    [Fact]
    public async Task Absorb_AFileWithEveryKindOfLine_TakesTheGoodAndNamesTheOthers()
    {
        await RunAsync("post.db", NoModels(), "--emit", At("requests.jsonl"));
        var lines = File.ReadAllLines(At("requests.jsonl"));
        string[] replies =
        [
            AnswerTo(lines[0]),
            AnswerTo(lines[0]),
            "{ cut off",
            AnswerTo(lines[1]).Replace(IdOf(lines[1]), "nobody", StringComparison.Ordinal),
            $$"""{"custom_id":"{{IdOf(lines[2])}}","error":{"message":"Out of memory."} }""",
        ];
        File.WriteAllLines(At("replies.jsonl"), replies);

        var answer = await ResumeAsync("--absorb", At("replies.jsonl"));

        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(
            ["2: ", "3: ", "4: ", "5: "],
            answer.ErrorLines.Select(line => line[(line.IndexOf(", line ", StringComparison.Ordinal) + 7)..][..3])
        );
        var file = Assert.Single(answer.Json().GetProperty("absorbed").EnumerateArray());
        Assert.Equal(
            (1, 1, 1, 1, 1),
            (
                file.GetProperty("taken").GetInt32(),
                file.GetProperty("duplicate").GetInt32(),
                file.GetProperty("malformed").GetInt32(),
                file.GetProperty("unknown").GetInt32(),
                file.GetProperty("provider_errors").GetInt32()
            )
        );
        // Three drafts still, and the revision of the one that came.
        Assert.Equal(3, answer.Json().GetProperty("pending").GetProperty("drafts").GetInt32());
        Assert.Equal(1, answer.Json().GetProperty("pending").GetProperty("revisions").GetInt32());
    }

    [Fact]
    public async Task Absorb_TheSameFileTwice_ChangesNothing()
    {
        await RunAsync("post.db", NoModels(), "--emit", At("requests.jsonl"));
        File.WriteAllLines(At("replies.jsonl"), File.ReadAllLines(At("requests.jsonl")).Select(AnswerTo));

        var first = await ResumeAsync("--absorb", At("replies.jsonl"));
        var second = await ResumeAsync("--absorb", At("replies.jsonl"));

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(4, Absorbed(first, "taken"));
        Assert.Equal((0, 4), (Absorbed(second, "taken"), Absorbed(second, "already_known")));
        Assert.Equal(first.Json().GetProperty("pending").ToString(), second.Json().GetProperty("pending").ToString());
    }

    [Fact]
    public async Task Absorb_FilesInAnyOrder_TakesAllOfThemAndNamesNothing()
    {
        var answer = await RunAsync("post.db", NoModels(), "--emit", At("requests.jsonl"));
        var files = new List<string>();
        while (answer.Json().GetProperty("state").GetString() != "finished")
        {
            files.Insert(0, At($"replies-{files.Count}.jsonl"));
            File.WriteAllLines(files[0], File.ReadAllLines(At("requests.jsonl")).Select(AnswerTo));
            answer = await ResumeAsync("--absorb", files[0], "--emit", At("requests.jsonl"));
        }

        // Gradings first, then revisions, then drafts.
        var all = await RunAsync("other.db", NoModels(), ["--absorb", .. files]);

        Assert.Equal(3, files.Count);
        Assert.Equal((0, ""), (all.ExitCode, all.Error));
        Assert.Equal("finished", all.Json().GetProperty("state").GetString());
        Assert.Equal(
            files.Select(file => (file, 4, 4, 0)),
            all.Json()
                .GetProperty("absorbed")
                .EnumerateArray()
                .Select(file =>
                    (
                        file.GetProperty("file").GetString()!,
                        file.GetProperty("lines").GetInt32(),
                        file.GetProperty("taken").GetInt32(),
                        file.GetProperty("already_known").GetInt32()
                    )
                )
        );
        Assert.Equal(await MetricsAsync("post.db"), await MetricsAsync("other.db"));
    }

    [Fact]
    public async Task Absorb_LinesWithControlCharacters_ShowsNoneOfThem()
    {
        await RunAsync("post.db", NoModels(), "--emit", At("requests.jsonl"));
        var line = File.ReadAllLines(At("requests.jsonl"))[0];
        File.WriteAllLines(
            At("replies.jsonl"),
            [
                AnswerTo(line).Replace(IdOf(line), "\\u001b]0;mine\\u0007", StringComparison.Ordinal),
                $$"""{"custom_id":"{{IdOf(line)}}","error":{"message":"Out\u001b[2J of\u0008 memory."} }""",
            ]
        );

        var answer = await ResumeAsync("--absorb", At("replies.jsonl"));

        Assert.Equal(2, answer.ErrorLines.Count);
        Assert.DoesNotContain(answer.ErrorLines, said => said.Any(char.IsControl));
        Assert.EndsWith(": Out [2J of memory.", answer.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_UntilNothingIsLeft_MeasuresTheSameAsAskingDirectly()
    {
        await using var server = await FakeProviderServer.StartAsync(Engine);
        var models = Models(server.OpenAIAddress.ToString());
        await RunAsync("direct.db", models);
        var asked = server.Requests.Count;

        var answer = await RunAsync("batch.db", models, "--batch", "--poll-seconds", "0.01");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal("finished", answer.Json().GetProperty("state").GetString());
        Assert.Equal(asked, server.Requests.Count);
        Assert.Equal(3, server.Batches.Ids.Count);
        Assert.Equal(await MetricsAsync("direct.db"), await MetricsAsync("batch.db"));
    }

    [Fact]
    public async Task Batch_ThatIsResumed_GoesOnWithWhatWasHandedIn()
    {
        await using var server = await FakeProviderServer.StartAsync(Engine);
        var models = Models(server.OpenAIAddress.ToString());
        var stopped = await HandInAndStopAsync(server, models);

        var answer = await ResumeFromAsync("batch.db", models, "--batch", "--poll-seconds", "0.01");

        Assert.Equal((2, 0), (stopped.ExitCode, answer.ExitCode));
        Assert.Equal("finished", answer.Json().GetProperty("state").GetString());
        // Drafts, revisions, gradings: none was handed in twice.
        Assert.Equal(3, server.Batches.Ids.Count);
    }

    [Fact]
    public async Task Resume_WhileABatchIsOut_AsksAndWritesNothingUntilItsRepliesAreTakenIn()
    {
        await using var server = await FakeProviderServer.StartAsync(Engine);
        var models = Models(server.OpenAIAddress.ToString());
        await HandInAndStopAsync(server, models);

        var direct = await ResumeFromAsync("batch.db", models);
        var emitted = await ResumeFromAsync("batch.db", models, "--emit", At("requests.jsonl"));

        Assert.All(
            [direct, emitted],
            answer =>
            {
                Assert.Equal(2, answer.ExitCode);
                var sentence = Assert.Single(answer.ErrorLines);
                Assert.StartsWith("1 batch of the run 'by post' is still with", sentence, StringComparison.Ordinal);
                Assert.EndsWith("--batch', which takes its replies in.", sentence, StringComparison.Ordinal);
            }
        );
        Assert.Empty(server.Requests);
        Assert.False(File.Exists(At("requests.jsonl")));

        await ResumeFromAsync("batch.db", models, "--batch", "--poll-seconds", "0.01");
        Assert.Equal(0, (await ResumeFromAsync("batch.db", models)).ExitCode);
    }

    [Fact]
    public async Task Batch_ThatTheProviderDoesNotKnow_IsHandedInAgainOnlyOnceItIsForgotten()
    {
        await using var server = await FakeProviderServer.StartAsync(Engine);
        var models = Models(server.OpenAIAddress.ToString());
        await HandInAndStopAsync(server, models);
        var lost = Assert.Single(server.Batches.Ids);
        server.Batches.Lose(lost);

        var first = await ResumeFromAsync("batch.db", models, "--batch", "--poll-seconds", "0.01");
        var second = await ResumeFromAsync("batch.db", models, "--batch", "--poll-seconds", "0.01");

        Assert.Equal((1, 1), (first.ExitCode, second.ExitCode));
        Assert.Equal("paused", second.Json().GetProperty("state").GetString());
        Assert.Contains(
            $"knows no batch {lost} (There is no such thing): look at the key and the address.",
            second.Json().GetProperty("note").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            [lost],
            second.Json().GetProperty("unknown_batches").EnumerateArray().Select(one => one.GetString())
        );
        Assert.Empty(server.Batches.Ids);

        var third = await ResumeFromAsync("batch.db", models, "--batch", "--poll-seconds", "0.01", "--forget-batches");
        Assert.Equal((0, "finished"), (third.ExitCode, third.Json().GetProperty("state").GetString()));
        Assert.Equal($"Forgotten: the batch {lost} of compatible/writer, 4 requests.", Assert.Single(third.ErrorLines));
    }

    [Fact]
    public async Task Batch_WithARequestThatFails_LeavesItForTheNextTime()
    {
        var fails = true;
        await using var server = await FakeProviderServer.StartAsync(request =>
            fails && request.Model == "judge" ? FakeReply.Fails(400, "Too long.") : Engine(request)
        );
        var models = Models(server.OpenAIAddress.ToString());

        var first = await RunAsync("batch.db", models, "--batch", "--poll-seconds", "0.01");
        fails = false;
        var second = await ResumeFromAsync("batch.db", models, "--batch", "--poll-seconds", "0.01");

        Assert.Equal((1, "paused"), (first.ExitCode, first.Json().GetProperty("state").GetString()));
        Assert.Equal(4, first.ErrorLines.Count);
        Assert.Contains("4 requests were answered with an error", first.Out, StringComparison.Ordinal);
        Assert.Equal((0, "finished"), (second.ExitCode, second.Json().GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Batch_OverItsBudget_IsNotHandedIn()
    {
        await using var server = await FakeProviderServer.StartAsync(Engine);

        var answer = await RunAsync(
            "batch.db",
            Models(server.OpenAIAddress.ToString()),
            "--batch",
            "--poll-seconds",
            "0.01",
            "--budget-requests",
            "3"
        );

        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("budget of 3 requests", answer.Out, StringComparison.Ordinal);
        Assert.Empty(server.Batches.Ids);
    }

    [Fact]
    public async Task Absorb_OfNoFile_IsSaidBeforeAnythingIsMade()
    {
        var answer = await RunAsync("post.db", NoModels(), "--absorb", At("nothing.jsonl"));

        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith("There is no file of replies ", Assert.Single(answer.ErrorLines), StringComparison.Ordinal);
        Assert.False(File.Exists(At("post.db")));
    }

    /// <summary>Answers from what stands in the request alone, so that every way to it gives the same.</summary>
    private static FakeReply Engine(FakeRequest request)
    {
        var asked = request.Field("messages")!;
        var turn = JsonDocument.Parse(asked).RootElement.GetArrayLength();
        var number = asked.Sum(letter => letter) % 7;
        return FakeReply.Says(
            request.Model == "judge"
                ? Table(number)
                : $"Answer: The text number {number} of turn {turn}.\nExplanation: none."
        );
    }

    /// <summary>Another engine: reads a line of requests and writes its line of replies.</summary>
    private static string AnswerTo(string line)
    {
        var request = JsonDocument.Parse(line).RootElement;
        var body = request.GetProperty("body").Clone();
        var reply = Engine(new(request.GetProperty("url").GetString()!, new Dictionary<string, string>(), null, body));
        return new JsonObject
        {
            ["custom_id"] = request.GetProperty("custom_id").GetString(),
            ["response"] = new JsonObject
            {
                ["status_code"] = 200,
                ["body"] = new JsonObject
                {
                    ["id"] = "cmpl-1",
                    ["object"] = "chat.completion",
                    ["created"] = 1,
                    ["model"] = body.GetProperty("model").GetString(),
                    ["choices"] = new JsonArray(
                        new JsonObject
                        {
                            ["index"] = 0,
                            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = reply.Text },
                            ["finish_reason"] = "stop",
                        }
                    ),
                },
            },
        }.ToJsonString();
    }

    /// <summary>A run whose first batch is with the provider when all goes dark: no call is answered any more.</summary>
    private async Task<CommandAnswer> HandInAndStopAsync(FakeProviderServer server, string models)
    {
        server.Batches.PollsInWork = int.MaxValue;
        var running = RunAsync("batch.db", models, "--batch", "--poll-seconds", "0.01");
        await server.Batches.Made;
        server.Batches.Trouble = FakeReply.Fails(401, "no");
        var stopped = await running;
        server.Batches.Trouble = null;
        server.Batches.PollsInWork = 0;
        return stopped;
    }

    private static string IdOf(string line) =>
        JsonDocument.Parse(line).RootElement.GetProperty("custom_id").GetString()!;

    /// <summary>A table whose rows stand for the criteria by position; one of them is not met.</summary>
    private static string Table(int notMet) =>
        "Here's the grading table:\n| Criteria | Points Earned |\n|---|---|\n"
        + string.Concat(Enumerable.Range(0, 6).Select(i => $"| item {i} | {(i == notMet ? 0 : 1)} |\n"))
        + "\nExplanation:\nAll is well.";

    private static int Absorbed(CommandAnswer answer, string what) =>
        Assert.Single(answer.Json().GetProperty("absorbed").EnumerateArray()).GetProperty(what).GetInt32();

    private string At(string name) => Path.Combine(_folder.Path, name);

    private Task<CommandAnswer> RunAsync(string db, string models, params string[] more) =>
        RunDesignAsync(Design, db, models, more);

    private async Task<CommandAnswer> RunDesignAsync(string design, string db, string models, params string[] more)
    {
        await File.WriteAllTextAsync(At("run.yaml"), design);
        return await CommandLine.RunAsync([
            "run",
            At("run.yaml"),
            "--models",
            models,
            "--db",
            At(db),
            "--json",
            .. more,
        ]);
    }

    private Task<CommandAnswer> ResumeAsync(params string[] more) => ResumeFromAsync("post.db", NoModels(), more);

    private Task<CommandAnswer> ResumeFromAsync(string db, string models, params string[] more) =>
        CommandLine.RunAsync(["resume", "by post", "--models", models, "--db", At(db), "--json", .. more]);

    private async Task<string> MetricsAsync(string db) =>
        (await CommandLine.RunAsync("metrics", "--json", "--db", At(db))).Out;

    /// <summary>A file that says nothing of where the models are: files need no address.</summary>
    private string NoModels()
    {
        File.WriteAllText(At("none.yaml"), "models: []\n");
        return At("none.yaml");
    }

    private string Models(string address)
    {
        File.WriteAllText(
            At("models.yaml"),
            $"""
            models:
              - name: compatible/writer
                endpoint: {address}
              - name: compatible/judge
                endpoint: {address}
            """
        );
        return At("models.yaml");
    }
}
