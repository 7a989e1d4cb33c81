using System.Text.Json;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

[Collection("console")]
public sealed class AnchorCommandTests : IDisposable
{
    private const string Design = """
        name: first run
        k: [2, 3]
        tuples: 10
        mode: balanced
        students: [rehearsal/base, rehearsal/tuned-1-2]
        generation:
          rounds: 1
        graders:
          - model: rehearsal/grader-a
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Make_Grade_Grade_Drift_SaysWhichVerdictsFlipped()
    {
        await RunAsync(Design);

        var made = await AnchorAsync("make", "set", "--run", "first run", "--k", "2", "3", "--count", "10", "--json");
        var first = await AnchorAsync("grade", "set", "--with", "rehearsal/grader-c", "--json");
        var second = await AnchorAsync("grade", "set", "--with", "rehearsal/grader-c");
        var drift = await AnchorAsync("drift", "set", "--json");

        Assert.Equal((0, 0, 0, 0), (made.ExitCode, first.ExitCode, second.ExitCode, drift.ExitCode));
        Assert.Equal(
            [(2, 5), (3, 5)],
            made.Json()
                .GetProperty("anchors")[0]
                .GetProperty("ks")
                .EnumerateArray()
                .Select(k => (k.GetProperty("k").GetInt32(), k.GetProperty("texts").GetInt32()))
        );
        Assert.Equal(1, first.Json().GetProperty("occasion").GetInt32());
        Assert.StartsWith(
            "Occasion 2: 10 of 10 texts graded; 0 requests failed.",
            second.Out,
            StringComparison.Ordinal
        );
        var grader = drift.Json().GetProperty("graders")[0];
        Assert.True(grader.GetProperty("simulated").GetBoolean());
        var all = Line(grader.GetProperty("first_against_last"), "all");
        // Five texts of five criteria and five of six.
        Assert.Equal(55, all.GetProperty("total").GetInt32());
        Assert.InRange(
            all.GetProperty("rate").GetDouble(),
            all.GetProperty("low").GetDouble(),
            all.GetProperty("high").GetDouble()
        );
        Assert.Single(grader.GetProperty("consecutive").EnumerateArray());
    }

    [Fact]
    public async Task Drift_AsText_IsATableWithItsCautions()
    {
        await RunAsync(Design);
        await AnchorAsync("make", "set", "--count", "10", "--balance");
        await AnchorAsync("grade", "set", "--with", "rehearsal/grader-c", "--temperature", "0.7");
        var once = await AnchorAsync("drift", "set");
        await AnchorAsync("grade", "set", "--with", "rehearsal/grader-c", "--temperature", "0.7");

        var twice = await AnchorAsync("drift", "set", "--with", "rehearsal/grader-c");
        var list = await AnchorAsync("list");

        Assert.Contains("Graded once; there is nothing to compare with yet.", once.Out, StringComparison.Ordinal);
        var lines = twice.Out.Split('\n');
        Assert.StartsWith(
            "rehearsal/grader-c (simulated), grade-table, temperature 0.7",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.Contains(lines, line => line.StartsWith("  1 → 2", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  full marks", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  Mind: At temperature 0.7", StringComparison.Ordinal));
        Assert.Contains("graded 2 times", list.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithAnchorsInItsFile_GradesThemOnceHoweverOftenItIsRun()
    {
        await RunAsync(Design);
        await AnchorAsync("make", "set", "--count", "4");
        var design = Design.Replace("first run", "second run", StringComparison.Ordinal) + "\nanchors: [set]\n";

        var ran = await RunAsync(design);
        await RunAsync(design);
        var list = await AnchorAsync("list", "--json");

        Assert.Equal(0, ran.ExitCode);
        var occasion = Assert.Single(list.Json().GetProperty("anchors")[0].GetProperty("occasions").EnumerateArray());
        Assert.Equal(4, occasion.GetProperty("graded").GetInt32());
        Assert.Equal(ran.Json().GetProperty("run").GetString(), occasion.GetProperty("run").GetString());
    }

    [Fact]
    public async Task DryRun_WithAnchorsInItsFile_SaysThatTheyAreNotInItsNumbers()
    {
        var path = _folder.File("run.yaml");
        await File.WriteAllTextAsync(path, Design + "\nanchors: [set]\n");

        var answer = await CommandLine.RunAsync("run", path, "--dry-run", "--db", Db);

        Assert.Contains(
            "Mind: At its end every grader grades the anchors set once",
            answer.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Run_WithAnchorsThatAreNotThere_SaysSoBeforeItAsksAnybody()
    {
        var answer = await RunAsync(Design + "\nanchors: [set]\n");

        Assert.Equal(2, answer.ExitCode);
        Assert.Equal(["There are no anchors 'set'; 'skillmix anchor make set' makes them."], answer.ErrorLines);
    }

    [Fact]
    public async Task Grade_AtAProvider_SaysByItsExitCodeWhatHappened()
    {
        await RunAsync(Design);
        await AnchorAsync("make", "set", "--count", "4");
        var asked = 0;
        await using var server = await FakeProviderServer.StartAsync(_ =>
            ++asked == 4 ? FakeReply.Fails(400, "the context is too long") : FakeReply.Says("| item 1 | 1 |")
        );
        await File.WriteAllTextAsync(
            _folder.File("models.yaml"),
            $"models: [{{ name: compatible/judge, endpoint: \"{server.OpenAIAddress}\" }}]"
        );
        string[] grade = ["grade", "set", "--with", "compatible/judge", "--in-flight", "1"];

        var budget = await AnchorAsync([.. grade, "--budget-requests", "2"]);
        var failed = await AnchorAsync([.. grade]);

        Assert.Equal((3, 1), (budget.ExitCode, failed.ExitCode));
        Assert.Contains("The same command goes on with this occasion.", budget.Out, StringComparison.Ordinal);
        Assert.StartsWith("Occasion 1: 3 of 4 texts graded; 1 requests failed.", failed.Out, StringComparison.Ordinal);
        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData("anchor")]
    [InlineData("anchor grade set")]
    [InlineData("anchor grade set --with nobody")]
    [InlineData("anchor grade other --with rehearsal/grader-a")]
    [InlineData("anchor grade set --with rehearsal/grader-a --temperature 3")]
    [InlineData("anchor grade set --with rehearsal/grader-a --prompt none")]
    [InlineData("anchor drift other")]
    [InlineData("anchor drift set --with rehearsal/grader-b")]
    [InlineData("anchor make set")]
    [InlineData("anchor make more --count 0")]
    [InlineData("anchor make more --count 9999")]
    [InlineData("anchor make more --run nothing")]
    public async Task Anchor_AskedForWhatCannotBe_SaysWhyInASentence(string line)
    {
        await RunAsync(Design);
        await AnchorAsync("make", "set", "--count", "4");
        string[] words = line.Split(' ');

        var answer = await CommandLine.RunAsync(words.Length > 1 ? [.. words, "--db", Db] : words);

        Assert.Equal(2, answer.ExitCode);
        Assert.NotEmpty(answer.ErrorLines);
        Assert.Empty(answer.Out);
    }

    private string Db => _folder.File("a.db");

    private Task<CommandAnswer> AnchorAsync(params string[] args) =>
        CommandLine.RunAsync(["anchor", .. args, "--db", Db]);

    private async Task<CommandAnswer> RunAsync(string design)
    {
        var path = _folder.File("run.yaml");
        await File.WriteAllTextAsync(path, design);
        return await CommandLine.RunAsync("run", path, "--db", Db, "--json");
    }

    private static JsonElement Line(JsonElement drift, string what) =>
        drift.GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("what").GetString() == what);
}
