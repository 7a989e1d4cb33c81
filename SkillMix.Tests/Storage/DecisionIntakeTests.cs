using System.Text.Json.Nodes;
using SkillMix.Core.Annotation;
using SkillMix.Core.Exchange;
using SkillMix.Core.Grading;

namespace SkillMix.Tests.Storage;

public sealed class DecisionIntakeTests
{
    [Theory]
    [InlineData(TableForm.Csv)]
    [InlineData(TableForm.JsonLines)]
    public async Task File_OfEveryKindOfEvent_TakenIntoACopy_IsTheSameFileThere(TableForm form)
    {
        using var here = await SmallQueue.MakeAsync();
        using var there = await here.CopyAsync();
        await here.KeepAsync(
            here.Event(DecisionKind.Decide, 0, Judgement.Met) with
            {
                Note = "=cmd|' /C calc'!A0, \"so\"\r\n🙂 שלום",
                Span = new(4, 5),
                Guideline = 1,
                Milliseconds = 900,
            },
            here.Event(DecisionKind.Decide, 1, Judgement.Unsure) with
            {
                Saw = Sight.Everything,
            },
            here.Event(DecisionKind.Undo, 1),
            here.Event(DecisionKind.Decide, 1, Judgement.NotMet),
            here.Event(DecisionKind.Skip) with
            {
                Note = "-",
            },
            here.Event(DecisionKind.Undo),
            here.Event(DecisionKind.Complete),
            here.Event(DecisionKind.Reveal),
            here.Event(DecisionKind.Adjudicate, 0, Judgement.NotMet) with
            {
                Annotator = SmallQueue.Ben,
            },
            here.Event(DecisionKind.Adjudicate, 0),
            here.Event(DecisionKind.Decide, 3, Judgement.Met) with
            {
                Item = null,
            }
        );
        var written = await here.WrittenAsync(form);

        var first = await there.TakeInAsync(written);
        var again = await there.TakeInAsync(written);

        Assert.Equal((11, 11, 0), (first.Lines, first.New, first.Known));
        Assert.Equal((0, 11), (again.New, again.Known));
        Assert.Empty(first.Problems.Concat(again.Problems));
        Assert.Empty(first.Notes);
        Assert.Equal(written, await there.WrittenAsync(form));
        Assert.Equal(
            (await here.Book.ItemAsync(here.Items[0].Id, default))!.Events,
            (await there.Book.ItemAsync(here.Items[0].Id, default))!.Events
        );
        var queue = Assert.Single(await there.Book.QueuesAsync(default));
        Assert.Equal((1, 1), (queue.Done, queue.People.Count(person => person.Completed == 1)));
    }

    [Fact]
    public async Task File_OfAStoreThatMadeTheRunOnItsOwn_IsFoundByThePlacesOfTheTexts()
    {
        using var here = await SmallQueue.MakeAsync();
        using var there = await SmallQueue.MakeAsync();
        await here.KeepAsync(
            here.Event(DecisionKind.Decide, 0, Judgement.Met),
            here.Event(DecisionKind.Complete),
            here.Event(DecisionKind.Decide, 0, Judgement.Met) with
            {
                Item = null,
            }
        );

        var report = await there.TakeInAsync(await here.WrittenAsync(TableForm.Csv));

        Assert.Empty(report.Problems);
        Assert.Equal(3, report.New);
        var events = (await there.Book.ItemAsync(there.Items[0].Id, default))!.Events;
        Assert.Equal([DecisionKind.Decide, DecisionKind.Complete], events.Select(one => one.Kind));
        Assert.All(events, one => Assert.Equal(there.Items[0].Texts[0].Generation, one.Generation));
    }

    [Fact]
    public async Task Queue_CalledOtherwiseHere_TakesTheItemsInWhereItIsNamed()
    {
        using var here = await SmallQueue.MakeAsync();
        using var there = await SmallQueue.MakeAsync();
        there.Execute("UPDATE queues SET name = 'another'");
        await here.KeepAsync(here.Event(DecisionKind.Decide, 0, Judgement.Met));
        var written = await here.WrittenAsync(TableForm.Csv);

        var unnamed = await there.TakeInAsync(written);
        var named = await there.TakeInAsync(written, "another");

        Assert.Equal(
            "file, line 2: There is no queue 'both' in this store.",
            Assert.Single(unnamed.Problems).ToString()
        );
        Assert.Equal((1, 0), (named.New, named.Problems.Count));
        await Assert.ThrowsAsync<ArgumentException>(() => there.TakeInAsync(written, "none"));
    }

    [Theory]
    [InlineData("""{"key": null}""", "The column 'key' is empty or not there.")]
    [InlineData(
        """{"event": "decde"}""",
        "event is 'decde'; there are decide, undo, skip, reveal, complete, adjudicate."
    )]
    [InlineData("""{"verdict": "yes\u001b[2J"}""", "verdict is 'yes�[2J'; there are not met, met, unsure.")]
    [InlineData("""{"verdict": null}""", "'decide' says met, not met or unsure, and the column 'verdict' is empty.")]
    [InlineData("""{"event": "skip"}""", "'skip' says nothing of a criterion, and there is a verdict.")]
    [InlineData(
        """{"event": "skip", "verdict": null}""",
        "'skip' is about a whole item, and the column 'criterion' is filled."
    )]
    [InlineData("""{"criterion": null}""", "'decide' is about a criterion, and the column 'criterion' is empty.")]
    [InlineData("""{"criterion": 9}""", "There is no criterion 9; this text has 5, counted from 0.")]
    [InlineData("""{"criterion": -1}""", "criterion is '-1' where a whole number from 0 was expected.")]
    [InlineData("""{"criterion_name": "luck"}""", "Criterion 2 of this text is 'TOPIC', and the line calls it 'luck'.")]
    [InlineData("""{"turn": 7}""", "The text has no turn 7 in this store.")]
    [InlineData(
        """{"text_hash": "other"}""",
        "The text reads otherwise in this store, so that what was said of it may not hold."
    )]
    [InlineData("""{"span_length": 5000}""", "The marked words go from 4 to 5004, and the text ends at 15.")]
    [InlineData("""{"span_length": 0}""", "span_length is '0' where a whole number from 1 was expected.")]
    [InlineData("""{"span_start": null}""", "Marked words need both span_start and span_length, and one is empty.")]
    [InlineData("""{"span_text": "other"}""", "At the place of the marked words the text has others.")]
    [InlineData(
        """{"generation_id": "00000000000000000000000000000009", "student": null}""",
        "This store holds no generation 00000000000000000000000000000009."
    )]
    [InlineData(
        """{"generation_id": null, "student": "nobody"}""",
        "This store holds no text of nobody on tuple TUPLE, round 1, of that run."
    )]
    [InlineData(
        """{"generation_id": null, "text_hash": null}""",
        "The text is found by its place only, and the column 'text_hash', which says that it is the same, is empty."
    )]
    [InlineData(
        """{"item_id": "00000000000000000000000000000009", "queue": null}""",
        "This store holds no item 00000000000000000000000000000009 of a queue."
    )]
    [InlineData("""{"item_id": null, "queue": "none"}""", "There is no queue 'none' in this store.")]
    [InlineData(
        """{"item_id": null, "item_position": 1}""",
        "The text stands at place 0 of the queue 'both', and the line says 1."
    )]
    [InlineData(
        """{"annotator_id": "me"}""",
        "annotator_id is 'me' where an id of 32 hexadecimal digits was expected."
    )]
    [InlineData(
        """{"annotator_id": "00000000000000000000000000000009", "annotator": null}""",
        "The column 'annotator' is empty, and this store does not know the person."
    )]
    [InlineData("""{"saw_graders": "perhaps"}""", "saw_graders is 'perhaps' where true or false was expected.")]
    [InlineData("""{"saw_graders": null}""", "The column 'saw_graders' is empty or not there.")]
    [InlineData("""{"created": "soon"}""", "created is 'soon' where a time such as 2026-01-31T12:00:00Z was expected.")]
    public async Task Line_ThatFitsNothing_IsNamedAndLeftOutAlone(string change, string sentence)
    {
        using var here = await SmallQueue.MakeAsync();
        using var there = await here.CopyAsync();
        await here.KeepAsync(
            here.Event(DecisionKind.Decide, 2, Judgement.Met) with
            {
                Span = new(4, 5),
            },
            here.Event(DecisionKind.Complete)
        );
        var lines = (await here.WrittenAsync(TableForm.JsonLines)).Split('\n');
        var line = JsonNode.Parse(lines[0])!.AsObject();
        foreach (var (column, value) in JsonNode.Parse(change)!.AsObject())
        {
            line[column] = value?.DeepClone();
        }

        var expected = sentence
            .Replace("TOPIC", (string?)line["criterion_name"], StringComparison.Ordinal)
            .Replace("TUPLE", line["tuple"]!.ToString(), StringComparison.Ordinal);
        if (change.Contains("criterion_name", StringComparison.Ordinal))
        {
            expected = sentence.Replace(
                "TOPIC",
                (string?)JsonNode.Parse(lines[0])!["criterion_name"],
                StringComparison.Ordinal
            );
        }

        var report = await there.TakeInAsync($"{line.ToJsonString()}\n{lines[1]}\n");

        Assert.Equal((2, 1, 0), (report.Lines, report.New, report.Known));
        Assert.Equal($"file, line 1: {expected}", Assert.Single(report.Problems).ToString());
        var kept = Assert.Single(await there.Book.LinesAsync(new DecisionScope.Everything(), default));
        Assert.Equal(DecisionKind.Complete, kept.Decision.Kind);
    }

    [Fact]
    public async Task Key_OfAnotherEvent_IsNoLeaveToChangeIt()
    {
        using var here = await SmallQueue.MakeAsync();
        await here.KeepAsync(here.Event(DecisionKind.Decide, 0, Judgement.Met));
        var written = await here.WrittenAsync(TableForm.Csv);

        var report = await here.TakeInAsync(written.Replace(",Ana,met,", ",Ana,not met,", StringComparison.Ordinal));

        Assert.Equal(
            "file, line 2: The key 'Decide 1' belongs to another event already; events are never changed.",
            Assert.Single(report.Problems).ToString()
        );
    }

    [Fact]
    public async Task Guideline_ThatThisStoreLacks_IsLeftAwayAndSaid()
    {
        using var here = await SmallQueue.MakeAsync();
        using var there = await here.CopyAsync();
        await here.Book.WriteGuidelineAsync(CriterionKind.Skill, "Met where you see it.", default);
        await here.KeepAsync(here.Event(DecisionKind.Decide, 0, Judgement.Met) with { Guideline = 2 });

        var report = await there.TakeInAsync(await here.WrittenAsync(TableForm.Csv));

        Assert.Equal(1, report.New);
        Assert.StartsWith(
            "1 of the new events name a version of a guideline",
            Assert.Single(report.Notes),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Person_WhoHasANameHere_KeepsIt()
    {
        using var here = await SmallQueue.MakeAsync();
        using var there = await here.CopyAsync();
        await here.KeepAsync(here.Event(DecisionKind.Decide, 0, Judgement.Met));
        await there.KeepAsync(
            there.Event(DecisionKind.Reveal) with
            {
                Annotator = SmallQueue.Ana with { Name = "Ana B." },
            }
        );

        await there.TakeInAsync(await here.WrittenAsync(TableForm.Csv));

        Assert.Equal(["Ana B."], (await there.Book.AnnotatorsAsync(default)).Select(one => one.Name));
    }

    [Fact]
    public async Task Person_WhoseNameATerminalWouldObey_IsLeftOut()
    {
        using var here = await SmallQueue.MakeAsync();
        using var there = await here.CopyAsync();
        await here.KeepAsync(
            here.Event(DecisionKind.Decide, 0, Judgement.Met) with
            {
                Annotator = SmallQueue.Ana with { Name = "Ana\u001b[2J" },
            }
        );

        var report = await there.TakeInAsync(await here.WrittenAsync(TableForm.JsonLines));

        Assert.Equal(
            "file, line 1: The annotator's name 'Ana�[2J' holds a control character.",
            Assert.Single(report.Problems).ToString()
        );
    }

    [Fact]
    public async Task Trying_AFile_SaysTheSameAndChangesNothing()
    {
        using var here = await SmallQueue.MakeAsync();
        using var there = await here.CopyAsync();
        await here.KeepAsync(here.Event(DecisionKind.Decide, 0, Judgement.Met));
        var reading = DecisionFile.Read(await here.WrittenAsync(TableForm.Csv), "file");

        var tried = await there.Book.TryAsync(reading, null, default);

        Assert.Equal(1, tried.New);
        Assert.Empty(await there.Book.LinesAsync(new DecisionScope.Everything(), default));
    }

    [Fact]
    public async Task Lines_ByScope_AreThoseOfTheQueueOrOutside()
    {
        using var here = await SmallQueue.MakeAsync();
        await here.KeepAsync(
            here.Event(DecisionKind.Decide, 0, Judgement.Met),
            here.Event(DecisionKind.Decide, 0, Judgement.NotMet) with
            {
                Item = null,
            }
        );

        var inside = Assert.Single(await here.Book.LinesAsync(new DecisionScope.Within(here.Queue), default));
        var outside = Assert.Single(await here.Book.LinesAsync(new DecisionScope.Outside(), default));

        Assert.Equal((1.0, true), (inside.Item!.Probability!.Value, inside.Panel!.Value));
        Assert.Equal((null, Judgement.NotMet), (outside.Item, outside.Decision.Judgement));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            here.Book.LinesAsync(new DecisionScope.Within(Guid.NewGuid()), default)
        );
    }
}
