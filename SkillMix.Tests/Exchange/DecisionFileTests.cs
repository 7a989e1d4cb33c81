using System.Text;
using SkillMix.Core.Annotation;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Exchange;
using SkillMix.Core.Grading;

namespace SkillMix.Tests.Exchange;

public sealed class DecisionFileTests
{
    private static readonly Annotator Ana = new(Id(1), "Ana");

    private static readonly TextPlace Text = new(
        Id(2),
        Id(3),
        "first run",
        "spec",
        "student",
        false,
        "sample",
        4,
        2,
        Setting.HeldOut,
        1,
        "0123456789ab"
    );

    private static readonly ItemPlace Item = new(
        Id(5),
        "k 2, \"both\"",
        Id(6),
        7,
        0.25,
        QueueSelection.Probability,
        QueueUnit.Tuple,
        1,
        11
    );

    private static readonly DecisionLine Decided = new(
        new()
        {
            Key = "first",
            Kind = DecisionKind.Decide,
            Item = Item.Item,
            Generation = Text.Generation,
            Turn = 1,
            Position = 0,
            Annotator = Ana,
            Judgement = Judgement.NotMet,
            Note = "=1+1, \"so\"\nשלום",
            Span = new(4, 3),
            Saw = Sight.Blind,
            Guideline = 2,
            Milliseconds = 1500,
            Created = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        },
        Text,
        Item,
        new(0, CriterionKind.Skill, "irony"),
        true,
        "-es"
    );

    private static readonly DecisionLine Outside = Decided with
    {
        Decision = new()
        {
            Key = "second",
            Kind = DecisionKind.Reveal,
            Generation = Text.Generation,
            Turn = 1,
            Annotator = Ana,
            Saw = Sight.Open,
            Created = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        },
        Item = null,
        Criterion = null,
        Panel = null,
        Marked = null,
    };

    [Fact]
    public async Task Csv_OfTwoEvents_IsTheseBytes() =>
        Assert.Equal(
            """"
            key,event,queue,queue_id,item_id,item_position,probability,selection,design_version,seed,unit,run,run_id,run_spec,generation_id,student,simulated,sample,tuple,k,setting,round,turn,text_hash,criterion,criterion_kind,criterion_name,panel,annotator_id,annotator,verdict,span_start,span_length,span_text,note,saw_student,saw_graders,saw_annotators,guideline_version,milliseconds,created
            first,decide,"k 2, ""both""",00000000000000000000000000000005,00000000000000000000000000000006,7,0.25,probability,1,11,tuple,first run,00000000000000000000000000000003,spec,00000000000000000000000000000002,student,false,sample,4,2,held-out,1,1,0123456789ab,0,skill,irony,met,00000000000000000000000000000001,Ana,not met,4,3,'-es,"'=1+1, ""so""|שלום",false,false,false,2,1500,2026-01-31T12:00:00.0000000Z
            second,reveal,,,,,,hand-picked,,,generation,first run,00000000000000000000000000000003,spec,00000000000000000000000000000002,student,false,sample,4,2,held-out,1,1,0123456789ab,,,,,00000000000000000000000000000001,Ana,,,,,,true,true,false,,,2026-01-31T12:00:00.0000000Z

            """".ReplaceLineEndings("\r\n").Replace('|', '\n'),
            await WrittenAsync(TableForm.Csv)
        );

    [Fact]
    public async Task JsonLines_OfTwoEvents_SayTheSameAsCsv()
    {
        var lines = (await WrittenAsync(TableForm.JsonLines)).Split('\n');

        Assert.Equal(
            """{"key":"first","event":"decide","queue":"k 2, \"both\"","queue_id":"00000000000000000000000000000005","item_id":"00000000000000000000000000000006","item_position":7,"probability":0.25,"selection":"probability","design_version":1,"seed":11,"unit":"tuple","run":"first run","run_id":"00000000000000000000000000000003","run_spec":"spec","generation_id":"00000000000000000000000000000002","student":"student","simulated":false,"sample":"sample","tuple":4,"k":2,"setting":"held-out","round":1,"turn":1,"text_hash":"0123456789ab","criterion":0,"criterion_kind":"skill","criterion_name":"irony","panel":"met","annotator_id":"00000000000000000000000000000001","annotator":"Ana","verdict":"not met","span_start":4,"span_length":3,"span_text":"-es","note":"=1+1, \"so\"\nשלום","saw_student":false,"saw_graders":false,"saw_annotators":false,"guideline_version":2,"milliseconds":1500,"created":"2026-01-31T12:00:00.0000000Z"}""",
            lines[0]
        );
        Assert.Equal(
            DecisionFile
                .Read(await WrittenAsync(TableForm.Csv), "a")
                .Decisions.Select(read => (read.Decision, read.Place)),
            DecisionFile.Read(string.Join('\n', lines), "a").Decisions.Select(read => (read.Decision, read.Place))
        );
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@sum")]
    [InlineData("'tis")]
    [InlineData("'=1")]
    [InlineData("''=1")]
    [InlineData("'")]
    [InlineData("a\r\nb\rc\nd")]
    [InlineData("\"quoted\", 'and' more\t")]
    [InlineData(" spaces ")]
    [InlineData("🙂 שלום \u202Eabc")]
    [InlineData("<script>alert(1)</script>\u0000\u001b[31m")]
    public async Task Note_OfAnyKind_ComesBackAsItWas(string note)
    {
        foreach (var form in Enum.GetValues<TableForm>())
        {
            using var file = new MemoryStream();
            var line = Decided with { Decision = Decided.Decision with { Note = note } };
            await DecisionFile.WriteAsync([line], form, file, default);
            var text = Encoding.UTF8.GetString(file.ToArray());

            var read = Assert.Single(DecisionFile.Read(text, "a").Decisions);

            Assert.Equal(line.Decision, read.Decision);
            Assert.False(
                form == TableForm.Csv && text.Contains($",{note}", StringComparison.Ordinal) && note[0] is '=' or '+'
            );
        }
    }

    [Fact]
    public async Task JsonLines_WithLinesThatAreNone_NameEachAndKeepTheOthers()
    {
        var good = (await WrittenAsync(TableForm.JsonLines)).Split('\n')[0];

        var reading = DecisionFile.Read($"{good}\n\n{{\"key\":\n[1]\n{{\"key\":{{}}}}\n", "file");

        Assert.Equal("first", Assert.Single(reading.Decisions).Decision.Key);
        Assert.Equal(
            [
                "file, line 3: The line is no JSON: it was cut off, or is of another file.",
                "file, line 4: The line is JSON but no object; write {…} with a name for each value.",
                "file, line 5: 'key' holds several values where one was expected.",
            ],
            reading.Problems.Select(problem => problem.ToString())
        );
    }

    [Fact]
    public async Task Csv_ThatBreaksOff_NamesTheRowAndKeepsTheOthers()
    {
        var text = await WrittenAsync(TableForm.Csv);

        var reading = DecisionFile.Read(text[..text.LastIndexOf(",true,", StringComparison.Ordinal)], "file");

        Assert.Equal("first", Assert.Single(reading.Decisions).Decision.Key);
        Assert.StartsWith(
            "file, line 4: The row has 36 cells and the first line 41;",
            Assert.Single(reading.Problems).ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("", "file is empty; its first line names the columns.")]
    [InlineData(
        "queue,verdict,\u001b[31m",
        "file, line 1: the column 'key' is missing among the columns found (queue, verdict, �[31m)."
    )]
    [InlineData(
        "key,event,annotator_id\na\"b,decide,x",
        "file, line 2: a quotation mark is out of place; put the whole cell in quotation marks and double those inside."
    )]
    public void File_OfAnotherKind_IsRefusedWhole(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidDataException>(() => DecisionFile.Read(text, "file")).Message);

    [Fact]
    public void Verdicts_OfTwoPeopleAndAnAdjudicator_AreALineEachWithWhatHoldsInTheEnd()
    {
        var ben = new Annotator(Id(8), "Ben");
        DecisionLine[] events =
        [
            Event("1", DecisionKind.Decide, Ana, Judgement.Met),
            Event("2", DecisionKind.Decide, Ana, Judgement.NotMet),
            Event("3", DecisionKind.Complete, Ana, null),
            Event("4", DecisionKind.Decide, ben, Judgement.Met),
            Event("5", DecisionKind.Complete, ben, null),
            Event("6", DecisionKind.Decide, new(Id(9), "Cleo"), Judgement.Met), // is not done
            Event("7", DecisionKind.Adjudicate, ben, Judgement.Met),
        ];

        Assert.Equal(
            [("2", false, true, true), ("4", false, true, true), ("7", true, true, true)],
            VerdictLine
                .Of(events)
                .Select(line => (line.Holds.Decision.Key, line.IsAdjudicator, line.IsAdjudicated, line.Final!.Value))
        );

        static DecisionLine Event(string key, DecisionKind kind, Annotator who, Judgement? judgement) =>
            Decided with
            {
                Decision = Decided.Decision with
                {
                    Key = key,
                    Kind = kind,
                    Annotator = who,
                    Judgement = judgement,
                    Position = kind == DecisionKind.Complete ? null : 0,
                },
            };
    }

    [Fact]
    public void Columns_OfBothFiles_StandInTheGuide()
    {
        var guide = File.ReadAllText(
            Path.Combine(ReferenceData.RepositoryRoot, "docs", "guide", "annotation-files.md")
        );

        Assert.All(
            DecisionFile.Columns.Select(column => column.Name).Union(VerdictFile.Columns.Select(column => column.Name)),
            name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal)
        );
    }

    private static async Task<string> WrittenAsync(TableForm form)
    {
        using var file = new MemoryStream();
        await DecisionFile.WriteAsync([Decided, Outside], form, file, default);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    private static Guid Id(int number) => new($"{number:x32}");
}
