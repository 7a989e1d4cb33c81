using SkillMix.Core.Prompts;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Commands;
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
        // In each of two settings three tuples of two skills and three of three.
        var coverage = answer.Json().GetProperty("coverage");
        Assert.Equal(0, coverage.GetProperty("duplicate_tuples").GetInt32());
        Assert.Equal(
            2 * 3 * (2 + 3),
            coverage
                .GetProperty("tuples_per_skill")
                .EnumerateArray()
                .Sum(skill => skill.GetProperty("tuples").GetInt32())
        );
        Assert.Equal(
            [("write", 48), ("write", 48), ("grade", 48), ("grade", 96)],
            answer
                .Json()
                .GetProperty("models")
                .EnumerateArray()
                .Select(model => (model.GetProperty("role").GetString()!, model.GetProperty("requests").GetInt32()))
        );
        var total = answer.Json().GetProperty("total");
        Assert.Equal((240, 0m), (total.GetProperty("requests").GetInt32(), total.GetProperty("usd").GetDecimal()));
        Assert.False(File.Exists(Db("a.db")));
    }

    [Fact]
    public async Task DryRun_AsText_IsATableWithWhatWasAssumedAndEndsWithNobodyAsked()
    {
        var file = Write("run.yaml", Design.Replace("rehearsal/grader-c", "openai/judge", StringComparison.Ordinal));

        var answer = await CommandLine.RunAsync("run", file, "--dry-run", "--db", Db("a.db"));

        var lines = answer.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith(
            "12 tuples in 4 samples, 2 students, 2 texts each: 48 texts",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.Contains(lines, line => line.StartsWith("rehearsal/grader-a (simulated)", StringComparison.Ordinal));
        Assert.Contains(
            "Mind: The price of openai/judge is not known; give price-in and price-out in the models file.",
            lines
        );
        Assert.Contains("Assumed: A grader replies in 8 s.", lines);
        Assert.Equal("Nobody was asked.", lines[^1]);
        Assert.False(File.Exists(Db("a.db")));
    }

    [Fact]
    public async Task Run_WithAPromptOfTheStore_TakesItAndElseListsWhatThereIs()
    {
        Write("own.md", "Write about {topic} with {skills}: {definitions}");
        var first = Design.Replace("generation:", "generation:\n  write: own.md", StringComparison.Ordinal);
        using (var store = new OpenedStore(Db("a.db"), StoreAccess.Create))
        {
            await store.Runs.KeepPromptAsync(
                PromptLibrary.FromFile(Path.Combine(_folder.Path, "own.md"), PromptKind.GenerationWrite),
                default
            );
        }

        var byName = await DryRunOf("stored:own");
        var unknown = await DryRunOf("stored:other");

        Assert.Equal(
            (await CommandLine.RunAsync("run", Write("file.yaml", first), "--dry-run", "--json"))
                .Json()
                .GetProperty("run")
                .GetString(),
            byName.Json().GetProperty("run").GetString()
        );
        Assert.Equal(2, unknown.ExitCode);
        Assert.StartsWith(
            "The store holds no prompt 'other' that fits here; there are 'own' (",
            Assert.Single(unknown.ErrorLines),
            StringComparison.Ordinal
        );

        Task<CommandAnswer> DryRunOf(string prompt) =>
            CommandLine.RunAsync(
                "run",
                Write("stored.yaml", first.Replace("own.md", prompt, StringComparison.Ordinal)),
                "--dry-run",
                "--json",
                "--db",
                Db("a.db")
            );
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
    public async Task Export_OfAPromptWhoseLineEndsNoFileKeeps_NamesTheStoredOne()
    {
        var kept = PromptLibrary.FromVerbatim(
            "kept",
            PromptKind.GenerationWrite,
            "{definitions}\r\n{topic} {skills}\n"
        );
        using (var store = new OpenedStore(Db("a.db"), StoreAccess.Create))
        {
            await store.Runs.KeepPromptAsync(kept, default);
        }

        var file = Write(
            "run.yaml",
            Design.Replace("generation:", "generation:\n  write: stored:kept", StringComparison.Ordinal)
        );
        var exported = Path.Combine(_folder.Path, "again.yaml");
        await CommandLine.RunAsync("run", file, "--db", Db("a.db"));
        await CommandLine.RunAsync("export", "first run", "-o", exported, "--db", Db("a.db"));

        Assert.Contains(
            $"write: \"stored:{kept.Hash}\"",
            await File.ReadAllTextAsync(exported),
            StringComparison.Ordinal
        );
        Assert.Equal(await HashAsync(file), await HashAsync(exported));

        async Task<string?> HashAsync(string path) =>
            (await CommandLine.RunAsync("run", path, "--dry-run", "--json", "--db", Db("a.db")))
                .Json()
                .GetProperty("run")
                .GetString();
    }

    [Fact]
    public async Task Resume_WhereNothingIsLeft_SaysSoInOneSentence()
    {
        await CommandLine.RunAsync("run", Write("run.yaml", Design), "--db", Db("a.db"));

        var answer = await CommandLine.RunAsync("resume", "--db", Db("a.db"));

        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith(
            "Every run of the store is finished; name the one to go on with, for instance one whose requests failed: 'first run' (",
            Assert.Single(answer.ErrorLines),
            StringComparison.Ordinal
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
