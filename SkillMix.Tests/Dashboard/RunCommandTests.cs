using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

[Collection("console")]
public sealed class RunCommandTests : IDisposable
{
    private const string Design = """
        name: first run
        k: [2, 3]
        tuples: 3
        mode: balanced
        settings: [train, held-out]
        students: [rehearsal/base, rehearsal/tuned-1-2]
        generation:
          rounds: 2
        graders:
          - model: rehearsal/grader-a
          - model: rehearsal/grader-c
            rounds: 2
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DryRun_OfARunFile_CountsTheRequestsAndMakesNoStore()
    {
        var answer = await CommandLine.RunAsync(
            "run",
            Write("run.yaml", Design),
            "--dry-run",
            "--json",
            "--db",
            Db("a.db")
        );

        // 2 settings × 2 k × 3 tuples × 2 students × 2 texts; two turns each; three gradings each.
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(12, answer.Json().GetProperty("tuples").GetInt32());
        Assert.Equal(48, answer.Json().GetProperty("texts").GetInt32());
        Assert.Equal(96, answer.Json().GetProperty("generation_requests").GetInt32());
        Assert.Equal(144, answer.Json().GetProperty("grading_requests").GetInt32());
        Assert.False(File.Exists(Db("a.db")));
    }

    [Fact]
    public async Task Run_Twice_WritesOnceAndSaysTheSame()
    {
        var file = Write("run.yaml", Design);

        var first = await CommandLine.RunAsync("run", file, "--db", Db("a.db"), "--json");
        var second = await CommandLine.RunAsync("run", file, "--db", Db("a.db"), "--json");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(48, first.Json().GetProperty("texts").GetInt32());
        Assert.Equal(first.Out, second.Out);
    }

    [Fact]
    public async Task Export_RunAgainInAnotherStore_GivesByteEqualMetrics()
    {
        await CommandLine.RunAsync("run", Write("run.yaml", Design), "--db", Db("a.db"));
        var exported = Path.Combine(_folder.Path, "again.yaml");

        var export = await CommandLine.RunAsync("export", "first run", "-o", exported, "--db", Db("a.db"));
        var again = await CommandLine.RunAsync("run", exported, "--db", Db("b.db"));

        Assert.Equal((0, 0), (export.ExitCode, again.ExitCode));
        var one = await CommandLine.RunAsync("metrics", "--json", "--db", Db("a.db"));
        var other = await CommandLine.RunAsync("metrics", "--json", "--db", Db("b.db"));
        Assert.Equal(one.Out, other.Out);
    }

    [Fact]
    public async Task Resume_WhereNothingIsLeft_SaysSoInOneSentence()
    {
        await CommandLine.RunAsync("run", Write("run.yaml", Design), "--db", Db("a.db"));

        var answer = await CommandLine.RunAsync("resume", "--db", Db("a.db"));

        Assert.Equal(2, answer.ExitCode);
        Assert.Equal(
            ["Every run of the store is finished; name the one whose failures are to be asked again."],
            answer.ErrorLines
        );
    }

    [Fact]
    public async Task Run_WithAModelThatCannotBeAskedHere_SaysSoBeforeAnythingIsMade()
    {
        var file = Write("run.yaml", Design.Replace("rehearsal/base", "nobody/model", StringComparison.Ordinal));

        var answer = await CommandLine.RunAsync("run", file, "--db", Db("a.db"));

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("nobody/model", Assert.Single(answer.ErrorLines), StringComparison.Ordinal);
        Assert.False(File.Exists(Db("a.db")));
    }

    private string Db(string name) => Path.Combine(_folder.Path, name);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
