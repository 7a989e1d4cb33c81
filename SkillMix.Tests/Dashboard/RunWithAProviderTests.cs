using System.Globalization;
using SkillMix.Core.Storage;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

/// <summary>The command line against a provider on loopback, through the real SDK.</summary>
[Collection("console")]
public sealed class RunWithAProviderTests : IDisposable
{
    private const string Design = """
        name: at a provider
        k: 2
        tuples: 2
        students: [compatible/writer]
        generation:
          rounds: 1
          temperature: 0.25
          max_tokens: 99
        graders:
          - model: compatible/judge
            temperature: 0
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OverAProvider_WritesReviseAndGradesAndSendsExactlyWhatTheFileAsks()
    {
        await using var server = await FakeProviderServer.StartAsync(request =>
            FakeReply.Says(request.Model == "judge" ? Table(5) : "Answer: A short text.\nExplanation: none.")
        );

        var answer = await RunAsync(server);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal(2, answer.Json().GetProperty("texts").GetInt32());
        var toWriter = server.Requests.Where(request => request.Model == "writer").ToList();
        Assert.Equal(4, toWriter.Count);
        Assert.All(
            toWriter,
            request => Assert.Equal(["max_tokens", "messages", "model", "temperature"], request.Fields)
        );
        Assert.All(toWriter, request => Assert.Equal(0.25, request.Body.GetProperty("temperature").GetDouble()));
        Assert.All(toWriter, request => Assert.Equal(99, request.Body.GetProperty("max_tokens").GetInt32()));
        var toJudge = server.Requests.Where(request => request.Model == "judge").ToList();
        Assert.Equal(2, toJudge.Count);
        Assert.All(toJudge, request => Assert.Equal(["messages", "model", "temperature"], request.Fields));
        var points = await PointsAsync();
        Assert.Equal(2, points.Rows.Count);
        Assert.All(points.Series, series => Assert.False(series.IsSimulated));
    }

    [Fact]
    public async Task Run_OverAProviderThatRefusesAndFails_RecordsBothAndResumeAsksOnlyTheFailure()
    {
        var asked = 0;
        await using var server = await FakeProviderServer.StartAsync(request =>
            request.Model == "judge" ? FakeReply.Says(Table(5))
            : ++asked == 1 ? FakeReply.Refuses("I will not write that.")
            : asked == 2 ? FakeReply.Fails(400, "the context is too long")
            : FakeReply.Says("Answer: A short text.")
        );

        var first = await RunAsync(server, inFlight: 1);
        var second = await CommandLine.RunAsync(
            "resume",
            "at a provider",
            "--models",
            Models(server),
            "--db",
            Db,
            "--json"
        );

        Assert.Equal(1, first.ExitCode);
        Assert.Equal(1, first.Json().GetProperty("failures").GetInt32());
        Assert.Equal(0, second.ExitCode);
        // The refused text was asked once and stays refused; the failed one was written, revised and graded on resume.
        Assert.Equal(4, asked);
        Assert.Single((await PointsAsync()).Rows);
    }

    [Fact]
    public async Task Run_WhoseGraderAnswersUnderAnotherName_HasAnotherFingerprint()
    {
        var fingerprints = new List<string>();
        foreach (var answersAs in new[] { "judge-2024", "judge-2024", "judge-2025" })
        {
            File.Delete(Db);
            await using var server = await FakeProviderServer.StartAsync(request =>
                FakeReply.Says(request.Model == "judge" ? Table(5) : "Answer: A short text.") with
                {
                    Model = request.Model == "judge" ? answersAs : null,
                }
            );
            await RunAsync(server);
            fingerprints.Add(Assert.Single((await PointsAsync()).Series).Fingerprint);
        }

        Assert.Equal(fingerprints[0], fingerprints[1]);
        Assert.NotEqual(fingerprints[0], fingerprints[2]);
    }

    [Fact]
    public async Task Run_WithAKeyThatIsNotTaken_StopsWithOneSentence()
    {
        await using var server = await FakeProviderServer.StartAsync(
            FakeReply.Fails(401, "Incorrect API key provided.")
        );

        var answer = await RunAsync(server, inFlight: 1);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("Incorrect API key provided.", Assert.Single(answer.ErrorLines), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    private string Db => Path.Combine(_folder.Path, "store.db");

    private async Task<CommandAnswer> RunAsync(FakeProviderServer server, int inFlight = 4)
    {
        var file = Path.Combine(_folder.Path, "run.yaml");
        await File.WriteAllTextAsync(file, Design);
        return await CommandLine.RunAsync(
            "run",
            file,
            "--models",
            Models(server),
            "--in-flight",
            inFlight.ToString(CultureInfo.InvariantCulture),
            "--db",
            Db,
            "--json"
        );
    }

    private string Models(FakeProviderServer server)
    {
        var path = Path.Combine(_folder.Path, "models.yaml");
        File.WriteAllText(
            path,
            $"""
            models:
              - name: compatible/writer
                endpoint: {server.OpenAIAddress}
              - name: compatible/judge
                endpoint: {server.OpenAIAddress}
            """
        );
        return path;
    }

    private async Task<Core.Metrics.PointTable> PointsAsync()
    {
        using var file = StoreFile.Open(Db, StoreAccess.ReadWrite);
        var store = new SqliteRunStore(file, TimeProvider.System);
        return await store.PointsAsync(CancellationToken.None);
    }

    /// <summary>A table whose rows stand for the criteria by position, all met.</summary>
    private static string Table(int criteria) =>
        "Here's the grading table:\n| Criteria | Points Earned |\n|---|---|\n"
        + string.Concat(Enumerable.Range(1, criteria).Select(i => $"| item {i} | 1 |\n"))
        + "\nExplanation:\nAll is well.";
}
