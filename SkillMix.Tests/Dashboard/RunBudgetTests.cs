using System.Globalization;
using SkillMix.Core.Storage;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

/// <summary>A run that keeps to its budget at a provider that always takes as much as it may.</summary>
[Collection("console")]
public sealed class RunBudgetTests : IDisposable
{
    private const int MaxTokens = 100;

    // 6 texts, 2 turns and a grading each: 18 requests.
    private const string Design = """
        name: budget
        k: 2
        tuples: 6
        students: [compatible/writer]
        generation:
          rounds: 1
          max_tokens: 100
        graders:
          - model: compatible/judge
            max_tokens: 100
        pace:
          in_flight: 3
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_WithABudgetOfRequests_SendsJustAsManyAndPausesWithTheReason()
    {
        await using var server = await FakeProviderServer.StartAsync(Answer);

        var first = await RunAsync(server, "--budget-requests", "7");

        Assert.Equal((3, ""), (first.ExitCode, first.Error));
        Assert.Equal(7, server.Requests.Count);
        Assert.Equal("paused", first.Json().GetProperty("state").GetString());
        Assert.Equal(
            "The budget of 7 requests is reached: 7 requests are spent, and the next request could go over it; raise the budget and go on.",
            first.Json().GetProperty("note").GetString()
        );
        Assert.Equal(7, Count("SELECT count(key) FROM requests"));
        Assert.Equal(first.Json().GetProperty("note").GetString(), Scalar("SELECT note FROM runs"));
    }

    [Fact]
    public async Task Resume_WithTheSameBudget_SendsNothingAndWithAHigherOneTheRest()
    {
        await using var server = await FakeProviderServer.StartAsync(Answer);
        await RunAsync(server, "--budget-requests", "7");

        // The terms of the last start hold where nothing else is said.
        var same = await ResumeAsync();
        var sent = server.Requests.Count;
        var higher = await ResumeAsync("--budget-requests", "18");

        Assert.Equal((3, 7), (same.ExitCode, sent));
        Assert.Equal((0, ""), (higher.ExitCode, higher.Error));
        Assert.Equal(6, higher.Json().GetProperty("texts").GetInt32());
        Assert.Equal(18, server.Requests.Count);
        Assert.Equal(18, server.Requests.Select(request => request.Body.GetRawText()).Distinct().Count());
    }

    [Fact]
    public async Task Run_WithABudgetOfTokens_NeverTakesMoreAndStopsNoSoonerThanItMust()
    {
        await using var server = await FakeProviderServer.StartAsync(Answer);

        var answer = await RunAsync(server, "--budget-tokens", "5000");

        Assert.Equal(3, answer.ExitCode);
        var used = server.Requests.Sum(request => AtMost(request) + MaxTokens);
        var largest = server.Requests.Max(request => AtMost(request) + MaxTokens);
        // Another request, of whichever kind, could have gone over.
        Assert.InRange(used, 5000 - 2 * largest, 5000);
        Assert.StartsWith(
            "The budget of 5000 tokens is reached: ",
            answer.Json().GetProperty("note").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(used, Count("SELECT sum(tokens) FROM run_spending"));
    }

    [Fact]
    public async Task Run_WithABudgetInMoney_NeverCostsMoreAndIsFinishedWithMore()
    {
        await using var server = await FakeProviderServer.StartAsync(Answer);

        var paused = await RunAsync(server, "--budget-usd", "0.005");
        var atPause = server.Requests.Count;
        var finished = await ResumeAsync("--budget-usd", "1");

        Assert.Equal((3, 0), (paused.ExitCode, finished.ExitCode));
        Assert.InRange(atPause, 1, 17);
        Assert.InRange(server.Requests.Take(atPause).Sum(Price), 0.001m, 0.005m);
        Assert.StartsWith(
            "The budget of 0.005 USD is reached: ",
            paused.Json().GetProperty("note").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(18, server.Requests.Count);
        Assert.Equal(
            (double)server.Requests.Sum(Price),
            (double)Scalar("SELECT sum(usd) FROM run_spending")!,
            tolerance: 1e-9
        );
    }

    [Fact]
    public async Task Run_WhoseTriesCostMoreThanIsLeft_CountsTheFailedOneWhenItGoesOn()
    {
        var asked = 0;
        await using var server = await FakeProviderServer.StartAsync(request =>
            ++asked == 2 ? FakeReply.Breaks(FakeFault.HalfBody) : Answer(request)
        );

        // One reply, and a try that may have cost as much as it could: the third would be over.
        var paused = await RunAsync(server, "--budget-requests", "2", "--in-flight", "1");
        var again = await ResumeAsync();

        Assert.Equal((3, 3), (paused.ExitCode, again.ExitCode));
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(2, Count("SELECT sum(tries) FROM run_spending"));
        Assert.Equal(
            server.Requests.Sum(request => AtMost(request) + MaxTokens),
            Count("SELECT sum(tokens) FROM run_spending")
        );
    }

    /// <summary>A reply that takes what the worst case allows.</summary>
    private static FakeReply Answer(FakeRequest request) =>
        new()
        {
            Text = request.Model == "judge" ? Runs.SmallRun.Table('1') : "Answer: A text.",
            InputTokens = AtMost(request),
            OutputTokens = MaxTokens,
        };

    /// <summary>A token for three characters, and eight for each message.</summary>
    private static int AtMost(FakeRequest request)
    {
        var messages = request.Body.GetProperty("messages").EnumerateArray().ToList();
        var characters = messages.Sum(message => message.GetProperty("content").GetString()!.Length);
        return (characters + 2) / 3 + 8 * messages.Count;
    }

    /// <summary>1 and 2 USD for a million tokens of the writer, 3 and 4 of the judge.</summary>
    private static decimal Price(FakeRequest request) =>
        (request.Model == "judge" ? 3 * AtMost(request) + 4 * MaxTokens : AtMost(request) + 2 * MaxTokens) / 1_000_000m;

    private async Task<CommandAnswer> RunAsync(FakeProviderServer server, params string[] options)
    {
        await File.WriteAllTextAsync(_folder.File("run.yaml"), Design);
        await File.WriteAllTextAsync(
            _folder.File("models.yaml"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                models:
                  - name: compatible/writer
                    endpoint: {server.OpenAIAddress}
                    price-in: 1
                    price-out: 2
                  - name: compatible/judge
                    endpoint: {server.OpenAIAddress}
                    price-in: 3
                    price-out: 4
                """
            )
        );
        return await CommandLine.RunAsync([
            "run",
            _folder.File("run.yaml"),
            "--db",
            _folder.File(),
            "--json",
            .. options,
        ]);
    }

    private Task<CommandAnswer> ResumeAsync(params string[] options) =>
        CommandLine.RunAsync(["resume", "budget", "--db", _folder.File(), "--json", .. options]);

    private long Count(string query) => (long)Scalar(query)!;

    private object? Scalar(string query)
    {
        using var file = StoreFile.Open(_folder.File(), StoreAccess.ReadWrite);
        using var connection = file.OpenConnection();
        return connection.Scalar(query);
    }
}
