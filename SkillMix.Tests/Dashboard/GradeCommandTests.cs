using SkillMix.Core.Storage;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

[Collection("console")]
public sealed class GradeCommandTests : IDisposable
{
    private const string Design = """
        name: first run
        k: 2
        tuples: 3
        students: [rehearsal/base]
        generation:
          rounds: 2
        graders:
          - model: rehearsal/grader-a
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Grade_WithAnotherGrader_GivesEveryTextAGradingAndWritesNothing()
    {
        await RunAsync();

        var dry = await GradeAsync("--with", "rehearsal/grader-b", "--rounds", "2", "--dry-run");
        var first = await GradeAsync("--with", "rehearsal/grader-b", "--rounds", "2");
        var again = await GradeAsync("--with", "rehearsal/grader-b", "--rounds", "2");

        Assert.Equal(12, dry.Json().GetProperty("requests").GetInt32());
        Assert.Equal((0, 0), (first.ExitCode, again.ExitCode));
        Assert.Equal(6, first.Json().GetProperty("texts").GetInt32());
        // Six texts: one grading by the first grader, two by the second, however often it is asked.
        Assert.Equal((6L, 18L), (Count("generations"), Count("gradings")));
        Assert.Equal(3L, Ask("SELECT state FROM runs"));
        Assert.Equal(0L, Ask("SELECT count(*) FROM generations WHERE gradings <> 3"));
    }

    [Fact]
    public async Task Grade_OfARunThatIsNotFinished_LeavesItSo()
    {
        await RunAsync();
        Execute(
            "UPDATE runs SET state = 2, note = 'later'; DELETE FROM verdicts; DELETE FROM gradings; DELETE FROM turns WHERE generation_id = 1; DELETE FROM generations WHERE id = 1"
        );

        await GradeAsync("--with", "rehearsal/grader-b");

        Assert.Equal((5L, 5L), (Count("generations"), Count("gradings")));
        Assert.Equal((2L, "later"), (Ask("SELECT state FROM runs"), Ask("SELECT note FROM runs")));
    }

    [ReferenceFact]
    public async Task Grade_OfTheReleasedRuns_GradesThemAndTheyStayFinished()
    {
        await CommandLine.RunAsync("import", ReferenceData.Folder!, "--db", Db);
        var name = (string)Ask("SELECT name FROM runs LIMIT 1")!;
        var before = Count("gradings");

        var answer = await CommandLine.RunAsync("grade", name, "--with", "rehearsal/grader-a", "--db", Db, "--json");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        var texts = Ask(
            $"SELECT count(*) FROM generations g JOIN runs r ON r.id = g.run_id WHERE r.name = '{name}' AND g.state = 0"
        );
        Assert.Equal(before + (long)texts!, Count("gradings"));
        Assert.Equal(0L, Ask("SELECT count(*) FROM runs WHERE state <> 3"));
    }

    [ReferenceFact]
    public async Task Reread_OfTheReleasedRuns_ChangesNoVerdict()
    {
        await CommandLine.RunAsync("import", ReferenceData.Folder!, "--db", Db);
        var name = (string)Ask("SELECT name FROM runs LIMIT 1")!;
        Execute("UPDATE gradings SET reader_version = 0");

        var answer = await CommandLine.RunAsync("grade", name, "--reread", "--db", Db, "--json");

        Assert.Equal(0, answer.ExitCode);
        Assert.Empty(answer.Json().GetProperty("changes").EnumerateArray());
    }

    [Fact]
    public async Task Reread_GradingsOfAnOlderReader_BringsVerdictsOutcomeAndSearchUpToDate()
    {
        await RunAsync();
        var metrics = await MetricsAsync();
        var outcomes = Outcomes();
        // As if an older reader had not understood the first criterion of any grading.
        Execute(
            "UPDATE gradings SET reader_version = 0, points = (points & ~15) | 3; UPDATE verdicts SET state = 4 WHERE position = 0; UPDATE generations SET is_unreadable = 1, full_marks = NULL; DELETE FROM grading_words"
        );

        var first = await GradeAsync("--reread");
        var second = await GradeAsync("--reread");

        Assert.Equal(6, first.Json().GetProperty("renewed").GetInt32());
        var changes = first.Json().GetProperty("changes").EnumerateArray().ToList();
        Assert.All(changes, change => Assert.Equal("Unreadable", change.GetProperty("from").GetString()));
        Assert.Equal(6, changes.Sum(change => change.GetProperty("verdicts").GetInt32()));
        Assert.Equal(
            (6, 0),
            (second.Json().GetProperty("read").GetInt32(), second.Json().GetProperty("renewed").GetInt32())
        );
        Assert.Equal(metrics, await MetricsAsync());
        Assert.Equal(outcomes, Outcomes());
        Assert.True((long)Ask("SELECT count(*) FROM grading_words")! > 0);
    }

    [Fact]
    public async Task Import_OfAnotherStore_AddsWhatIsMissingAndNothingTwice()
    {
        await RunAsync();
        Execute("VACUUM INTO '" + _folder.File("other.db") + "'");
        await CommandLine.RunAsync(
            "grade",
            "first run",
            "--with",
            "rehearsal/grader-b",
            "--db",
            _folder.File("other.db")
        );
        var empty = _folder.File("new.db");

        var toNew = await CommandLine.RunAsync("import", _folder.File("other.db"), "--db", empty, "--json");
        var toOld = await CommandLine.RunAsync("import", _folder.File("other.db"), "--db", Db, "--json");
        var again = await CommandLine.RunAsync("import", _folder.File("other.db"), "--db", Db, "--json");

        Assert.Equal((1, 6, 12), Merged(toNew));
        Assert.Equal((0, 0, 6), Merged(toOld));
        Assert.Equal((0, 0, 0), Merged(again));
        var metrics = await MetricsAsync(_folder.File("other.db"));
        Assert.Equal(metrics, await MetricsAsync(empty));
        Assert.Equal(metrics, await MetricsAsync(Db));
        Assert.Equal(Ids(_folder.File("other.db")), Ids(empty));
    }

    [Fact]
    public async Task Import_OfAStoreWithAnotherTextInTheSamePlace_KeepsTheOneThatIsHere()
    {
        await RunAsync();
        var other = _folder.File("other.db");
        await RunAsync(other);
        var before = await MetricsAsync();

        // The same run of two jobs: rehearsal models write the same, so nothing differs and nothing is new.
        var same = await CommandLine.RunAsync("import", other, "--db", Db, "--json");

        Assert.Equal((0, 0, 0), Merged(same));
        Assert.Equal(0, same.Json().GetProperty("differing").GetInt32());
        Assert.Equal(before, await MetricsAsync());

        // One text becomes another, and all six are graded once more there: five gradings fit.
        Execute(
            "UPDATE turns SET body_id = (SELECT body_id FROM turns WHERE generation_id = 2) WHERE generation_id = 1",
            other
        );
        await CommandLine.RunAsync("grade", "first run", "--with", "rehearsal/grader-b", "--db", other);

        var differs = await CommandLine.RunAsync("import", other, "--db", Db, "--json");

        Assert.Equal((0, 0, 5), Merged(differs));
        Assert.Equal(1, differs.Json().GetProperty("differing").GetInt32());
    }

    private string Db => _folder.File();

    private async Task RunAsync(string? db = null)
    {
        await File.WriteAllTextAsync(_folder.File("run.yaml"), Design);
        var answer = await CommandLine.RunAsync("run", _folder.File("run.yaml"), "--db", db ?? Db);
        Assert.Equal(0, answer.ExitCode);
    }

    private Task<CommandAnswer> GradeAsync(params string[] more) =>
        CommandLine.RunAsync(["grade", "first run", "--db", Db, "--json", .. more]);

    private async Task<string> MetricsAsync(string? db = null) =>
        (await CommandLine.RunAsync("metrics", "--json", "--db", db ?? Db)).Out;

    private static (int Runs, int Generations, int Gradings) Merged(CommandAnswer answer) =>
        (
            answer.Json().GetProperty("new_runs").GetInt32(),
            answer.Json().GetProperty("new_generations").GetInt32(),
            answer.Json().GetProperty("new_gradings").GetInt32()
        );

    private string Outcomes() =>
        Text(Db, "SELECT gradings, full_marks, points, is_split, is_unreadable FROM generations ORDER BY id");

    private static string Ids(string db) =>
        Text(db, "SELECT hex(public_id) FROM generations UNION SELECT hex(public_id) FROM gradings ORDER BY 1");

    private static string Text(string db, string query)
    {
        using var file = StoreFile.Open(db, StoreAccess.ReadWrite);
        using var connection = file.OpenConnection();
        return string.Join('\n', connection.Query(query).Select(row => string.Join(' ', row)));
    }

    private long Count(string table) => (long)Ask($"SELECT count(*) FROM {table}")!;

    private object? Ask(string query)
    {
        using var file = StoreFile.Open(Db, StoreAccess.ReadWrite);
        using var connection = file.OpenConnection();
        return connection.Scalar(query);
    }

    private void Execute(string statements, string? db = null)
    {
        using var file = StoreFile.Open(db ?? Db, StoreAccess.ReadWrite);
        using var connection = file.OpenConnection();
        connection.Execute(statements);
    }
}
