using SkillMix.Core.Annotation;
using SkillMix.Core.Exchange;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

[Collection("console")]
public sealed class AnnotateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DryRun_OfAQueue_SaysWhatItTakesAndMakesNothing()
    {
        using var small = await SmallQueue.MakeAsync();

        var json = await AnnotateAsync(
            small,
            "make",
            "next",
            "--filter",
            "/generations?k=2",
            "--twice",
            "0",
            "--dry-run",
            "--json"
        );
        var text = await AnnotateAsync(small, "make", "next", "--filter", "k=2", "--dry-run", "--by", "hand");
        var list = await AnnotateAsync(small, "list", "--json");

        var document = json.Json();
        Assert.Equal("k=2", document.GetProperty("filter").GetString());
        Assert.Equal((false, true), (Flag("made"), Flag("estimates")));
        // Four criteria of each text, as the program counts the sentences; at 12 s each.
        Assert.Equal(
            (2.0, 2.0, 2.0, 8.0, 1.6),
            (
                Number("units"),
                Number("expected_items"),
                Number("expected_labels"),
                Number("expected_decisions"),
                Number("minutes")
            )
        );
        // What the seed draws is shown once it is drawn.
        Assert.Equal(System.Text.Json.JsonValueKind.Null, document.GetProperty("items").ValueKind);
        Assert.Contains("at an assumed 12 s per criterion", text.Out, StringComparison.Ordinal);
        Assert.Contains("hand-picked, cannot be used for estimates", text.Out, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was made.\n", text.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Single(list.Json().GetProperty("queues").EnumerateArray());

        bool Flag(string name) => document.GetProperty(name).GetBoolean();
        double Number(string name) => document.GetProperty(name).GetDouble();
    }

    [Fact]
    public async Task Make_ForPeopleByName_IsListedWithWhatEachHasDone()
    {
        using var small = await SmallQueue.MakeAsync();
        await small.KeepAsync(
            small.Event(DecisionKind.Decide, 0, Judgement.Met) with
            {
                Milliseconds = 90_000,
            },
            small.Event(DecisionKind.Complete)
        );

        var made = await AnnotateAsync(
            small,
            "make",
            "hers",
            "--annotators",
            "Ana",
            "--unit",
            "generation",
            "--twice",
            "0",
            "--budget",
            "1",
            "--by",
            "hand",
            "--grader",
            "judge",
            "--length",
            "graded"
        );
        var list = await AnnotateAsync(small, "list");

        Assert.Equal(0, made.ExitCode);
        var queue = await small.Book.FindAsync("hers", default);
        Assert.Equal([SmallQueue.Ana], queue.Spec.Annotators);
        Assert.Empty(queue.Counted);
        var lines = list.Out.Split('\n');
        Assert.Equal(
            "hers: 1 items of 2 units, 0 of 1 labels, 0 disputed, hand-picked, cannot be used for estimates",
            lines[0].TrimEnd()
        );
        Assert.Equal("both: 2 items of 2 units, 1 of 2 labels, 0 disputed, by chance", lines[1].TrimEnd());
        Assert.StartsWith("  Ana: 1 completed, 1.5 minutes each, last ", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_AndImport_CarryWhatPeopleDecidedIntoAnotherStore()
    {
        using var here = await SmallQueue.MakeAsync();
        using var there = await here.CopyAsync();
        await here.KeepAsync(
            here.Event(DecisionKind.Decide, 0, Judgement.Met) with
            {
                Note = "=1\n🙂",
            },
            here.Event(DecisionKind.Complete)
        );
        var path = _folder.File("decisions.jsonl");

        var written = await AnnotateAsync(here, "export", "both", "-o", path);
        var refused = await AnnotateAsync(here, "export", "both", "-o", path);
        var printed = await AnnotateAsync(here, "export", "--format", "jsonl");
        var tried = await AnnotateAsync(there, "import", path, "--dry-run", "--json");
        var taken = await AnnotateAsync(there, "import", path);
        var again = await AnnotateAsync(there, "import", path);

        Assert.Equal((0, 2, 0), (written.ExitCode, refused.ExitCode, printed.ExitCode));
        Assert.Equal(await here.WrittenAsync(TableForm.JsonLines), await File.ReadAllTextAsync(path));
        Assert.Equal(await File.ReadAllTextAsync(path), printed.Out);
        Assert.Empty(written.Out);
        Assert.Empty(printed.Error);
        Assert.Equal(2, tried.Json().GetProperty("new").GetInt32());
        Assert.Equal("2 events: 2 new, 0 already there, 0 left out.", taken.Out.TrimEnd());
        Assert.Equal("2 events: 0 new, 2 already there, 0 left out.", again.Out.TrimEnd());
        Assert.Equal((0, 0), (taken.ExitCode, again.ExitCode));
    }

    [Fact]
    public async Task Import_WithALineThatFitsNothing_NamesItAndExitsWithOne()
    {
        using var here = await SmallQueue.MakeAsync();
        await here.KeepAsync(here.Event(DecisionKind.Decide, 0, Judgement.Met));
        var path = _folder.File("decisions.csv");
        var written = await here.WrittenAsync(TableForm.Csv);
        await File.WriteAllTextAsync(
            path,
            written + written.Split("\r\n")[1].Replace("Decide 1,decide", "x,guess") + "\r\n"
        );

        var answer = await AnnotateAsync(here, "import", path);

        Assert.Equal(1, answer.ExitCode);
        Assert.Equal("2 events: 0 new, 1 already there, 1 left out.", answer.Out.TrimEnd());
        Assert.Equal(
            [$"{path}, line 3: event is 'guess'; there are decide, undo, skip, reveal, complete, adjudicate."],
            answer.ErrorLines.Select(line => line.TrimEnd())
        );
    }

    [Fact]
    public async Task Export_OfWhatIsPickedByHand_SaysSoBesideTheFile()
    {
        using var small = await SmallQueue.MakeAsync(QueueSelection.HandPicked);
        await small.KeepAsync(
            small.Event(DecisionKind.Decide, 0, Judgement.Met),
            small.Event(DecisionKind.Complete),
            small.Event(DecisionKind.Decide, 1, Judgement.NotMet) with
            {
                Item = null,
            }
        );

        var queue = await AnnotateAsync(small, "export", "both", "--verdicts");
        var outside = await AnnotateAsync(small, "export", "--outside");

        Assert.Equal(["The queue 'both' is hand-picked, cannot be used for estimates."], queue.ErrorLines);
        Assert.Equal(2, queue.Out.TrimEnd().Split('\n').Length);
        Assert.EndsWith(",annotator,false,met", queue.Out.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(["1 of the 1 events are hand-picked, cannot be used for estimates."], outside.ErrorLines);
    }

    [Theory]
    [InlineData("annotate")]
    [InlineData("annotate make")]
    [InlineData("annotate make both")]
    [InlineData("annotate make x --filter kk=2")]
    [InlineData("annotate make x --filter k=two")]
    [InlineData("annotate make x --filter k=9")]
    [InlineData("annotate make x --budget 0")]
    [InlineData("annotate make x --by luck")]
    [InlineData("annotate make x --annotators Nobody")]
    [InlineData("annotate make x --grader nobody")]
    [InlineData("annotate export none")]
    [InlineData("annotate export both --outside")]
    [InlineData("annotate import none.csv")]
    public async Task Annotate_AskedForWhatCannotBe_SaysWhyInASentence(string line)
    {
        using var small = await SmallQueue.MakeAsync();
        string[] words = line.Split(' ');

        var answer = await CommandLine.RunAsync(words.Length > 2 ? [.. words, "--db", small.File.Path] : words);

        Assert.Equal(2, answer.ExitCode);
        Assert.NotEmpty(answer.ErrorLines);
        Assert.Empty(answer.Out);
    }

    private static Task<CommandAnswer> AnnotateAsync(SmallQueue small, params string[] args) =>
        CommandLine.RunAsync(["annotate", .. args, "--db", small.File.Path]);
}
