using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage;
using SkillMix.Tests.ChatModels;

namespace SkillMix.Tests.Storage;

public sealed class AnnotationBookTests : IDisposable
{
    private static readonly Annotator Ana = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"), "Ana");
    private static readonly Annotator Ben = new(Guid.Parse("0190a000-0000-7000-8000-000000000002"), "Ben");

    private readonly TemporaryFolder _folder = new();
    private readonly StoreFile _file;
    private readonly ManualClock _clock = new();
    private readonly SqliteRunStore _runs;
    private readonly AnnotationBook _book;
    private int _keys;

    public AnnotationBookTests()
    {
        _file = _folder.NewStore();
        _runs = new(_file, _clock);
        _book = new(_file, _clock);
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pool_OfTuples_BringsAllGenerationsOfEachAndTheVoteOnTheBest()
    {
        // Three graders. Tuple 0: the second text has full marks with two of three; tuple 1: nobody sees any.
        await WriteAsync(
            (0, 1, ["11011", "11011", "11011"]),
            (0, 2, ["11111", "11111", "10111"]),
            (1, 1, ["11011", "01111", "11011"])
        );

        var pool = await PoolAsync();

        Assert.Equal(["a", "b", "c"], pool.Graders);
        Assert.Equal(
            [(2, true, 1.0, true), (1, false, 0.0, true)],
            pool.Units.Select(unit => (unit.Texts.Count, unit.Panel!.Value, unit.Uncertainty, unit.Disagrees))
        );
    }

    [Fact]
    public async Task Pool_WhereANamedSkillLosesItsPoint_SaysWhichTheProgramTakes()
    {
        await WriteAsync((0, 1, ["11111"]));
        using (var connection = _file.OpenConnection())
        {
            connection.Execute("UPDATE turns SET named_by_word = 2, named_by_substring = 3");
        }

        Assert.Equal(
            (0, 3, 2),
            (
                await TakenAsync(NamedSkillRule.Off),
                await TakenAsync(NamedSkillRule.Substring),
                await TakenAsync(NamedSkillRule.Word)
            )
        );

        async Task<int> TakenAsync(NamedSkillRule rule) =>
            (
                await _book.PoolAsync(
                    GenerationFilter.All,
                    QueueUnit.Tuple,
                    PanelSpec.Default with
                    {
                        Options = PanelSpec.Default.Options with { NamedSkill = rule },
                    },
                    false,
                    default
                )
            )
                .Units[0]
                .Texts[0]
                .Taken;
    }

    [Fact]
    public async Task Queue_OfDisagreements_HoldsTheDisputedUnitsWithoutProbabilities()
    {
        await WriteAsync((0, 1, ["11111", "11111", "10111"]), (1, 1, ["11111", "11111", "11111"]));

        var queue = await MakeAsync(new() { Name = "split", Selection = QueueSelection.Disagreements });

        var summary = Assert.Single(await _book.QueuesAsync(default));
        Assert.Equal((queue, 2, 1, false), (summary.Id, summary.Pool, summary.Items, summary.IsProbability));
        Assert.Null(Assert.Single(await _book.ItemsAsync(queue, default)).Probability);
    }

    [Fact]
    public async Task Item_OpenInOneBrowser_IsNotGivenToAnother()
    {
        var queue = await QueueOfTwoAsync();

        var first = await _book.OpenAsync(queue, Ana, "browser 1", null, default);
        var second = await _book.OpenAsync(queue, Ana, "browser 2", null, default);
        var third = await _book.OpenAsync(queue, Ben, "browser 3", null, default);
        var again = await _book.OpenAsync(queue, Ana, "browser 1", null, default);

        Assert.NotEqual(first, second);
        Assert.Null(third);
        Assert.Equal(first, again);
        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            _book.OpenAsync(queue, Ben, "browser 3", first, default)
        );
        Assert.Equal(
            "This item is open in somebody else's browser; it is free again when it is completed there, or in 15 minutes.",
            refused.Message
        );
    }

    [Fact]
    public async Task Lock_FromWhichNothingIsHeard_RunsOut()
    {
        var queue = await QueueOfTwoAsync();
        var first = await _book.OpenAsync(queue, Ana, "browser 1", null, default);

        _clock.Advance(TimeSpan.FromMinutes(14));
        await _book.KeepAsync([Decide(first!.Value, 0, Judgement.Met)], "browser 1", default);
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.NotEqual(first, await _book.OpenAsync(queue, Ben, "browser 2", null, default));
        await _book.ReleaseAsync(queue, "browser 2", default);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(first, await _book.OpenAsync(queue, Ben, "browser 2", null, default));
    }

    [Fact]
    public async Task Event_SentTwice_IsKeptOnce()
    {
        var item = await OpenFirstAsync();
        var decision = Decide(item, 0, Judgement.Met);

        Assert.Equal(1, await _book.KeepAsync([decision], null, default));
        Assert.Equal(0, await _book.KeepAsync([decision], null, default));

        Assert.Single((await _book.ItemAsync(item, default))!.Events);
    }

    [Fact]
    public async Task Undo_OfACriterion_BringsBackWhatWasSaidBefore()
    {
        var item = await OpenFirstAsync();
        await _book.KeepAsync(
            [
                Decide(item, 0, Judgement.Met),
                Decide(item, 0, Judgement.NotMet),
                Decide(item, 0, null) with
                {
                    Kind = DecisionKind.Undo,
                },
            ],
            null,
            default
        );

        var work = (await _book.ItemAsync(item, default))!.WorkOf(Ana.Id);

        Assert.Equal(Judgement.Met, Assert.Single(work.Decided).Value.Judgement);
    }

    [Fact]
    public async Task Item_Completed_GoesToTheNextPersonUntilItHasItsLabels()
    {
        var queue = await QueueOfTwoAsync(labels: 2);
        var first = (await _book.OpenAsync(queue, Ana, "1", null, default))!.Value;
        await CompleteAsync(first, Ana, "11111");

        Assert.NotEqual(first, await _book.OpenAsync(queue, Ana, "1", null, default));
        Assert.Equal(first, await _book.OpenAsync(queue, Ben, "2", null, default));
        await CompleteAsync(first, Ben, "11111");

        var queueNow = Assert.Single(await _book.QueuesAsync(default));
        Assert.Equal((4, 2, 0), (queueNow.Labels, queueNow.Done, queueNow.Disputed));
        Assert.Equal(
            [("Ana", 1), ("Ben", 1)],
            queueNow.People.Select(person => (person.Annotator.Name, person.Completed))
        );
    }

    [Fact]
    public async Task Item_Skipped_StaysInTheQueueAndIsNotOfferedAgain()
    {
        var queue = await QueueOfTwoAsync();
        var first = (await _book.OpenAsync(queue, Ana, "1", null, default))!.Value;
        await _book.KeepAsync([OfItem(first, DecisionKind.Skip) with { Note = "in Danish" }], "1", default);

        var second = await _book.OpenAsync(queue, Ana, "1", null, default);

        Assert.NotEqual(first, second);
        Assert.Equal("in Danish", (await _book.ItemAsync(first, default))!.WorkOf(Ana.Id).SkipNote);
        await _book.KeepAsync([OfItem(first, DecisionKind.Undo)], "1", default);
        Assert.False((await _book.ItemAsync(first, default))!.WorkOf(Ana.Id).IsSkipped);
    }

    [Fact]
    public async Task People_WhoDiffer_AreADisputeUntilSomebodySettlesIt()
    {
        var queue = await QueueOfTwoAsync(labels: 2);
        var item = (await _book.OpenAsync(queue, Ana, "1", null, default))!.Value;
        await CompleteAsync(item, Ana, "11111");
        await CompleteAsync(item, Ben, "10111");

        Assert.Equal(1, Assert.Single(await _book.QueuesAsync(default)).Disputed);
        Assert.Null(Second(await _book.ItemAsync(item, default)).Verdict);

        await _book.KeepAsync(
            [Decide(item, 1, Judgement.NotMet) with { Kind = DecisionKind.Adjudicate, Saw = Sight.Everything }],
            null,
            default
        );

        Assert.Equal(0, Assert.Single(await _book.QueuesAsync(default)).Disputed);
        var settled = Second(await _book.ItemAsync(item, default));
        Assert.Equal((false, 2), (settled.Verdict, settled.People.Count));

        static HumanVerdict Second(QueueItem? item) => item!.Verdicts.Single(one => one.Criterion.Position == 1);
    }

    [Fact]
    public async Task People_WhoDecideOtherwiseThanTheGraders_AreFoundByTheFilter()
    {
        var item = await OpenFirstAsync();
        var differing = new GenerationFilter { Outcomes = [Outcome.HumanDiffers] };
        var index = new SqliteGenerationIndex(_file, _clock);

        await _book.KeepAsync([Decide(item, 1, Judgement.NotMet)], null, default);
        Assert.Equal(0, (await index.PageAsync(differing, PageStart.First, 10, default)).Total);
        await _book.KeepAsync([OfItem(item, DecisionKind.Complete)], null, default);

        Assert.Equal(1, (await index.PageAsync(differing, PageStart.First, 10, default)).Total);
    }

    [Fact]
    public async Task Labels_OfAQueue_AreTheBestTextByPeopleWithLengthAsTheProgramCounts()
    {
        await WriteAsync((0, 1, ["11111"]), (0, 2, ["11111"]), (1, 1, ["11111"]));
        var queue = await MakeAsync(
            new()
            {
                Name = "all",
                Budget = 10,
                TwiceShare = 0,
            }
        );
        var items = await _book.ItemsAsync(queue, default);
        var best = items.Single(item => item.Texts.Count == 2);
        var single = items.Single(item => item.Texts.Count == 1);

        // The first text misses a skill, the second has everything; nobody is asked for the length.
        await _book.KeepAsync(
            [
                .. Marks(best, 0, Ana, "01"),
                .. Marks(best, 1, Ana, "1111"),
                OfItem(best.Id, DecisionKind.Complete) with
                {
                    Generation = best.Texts[0].Generation,
                },
                .. Marks(single, 0, Ana, "110"),
                OfItem(single.Id, DecisionKind.Complete) with
                {
                    Generation = single.Texts[0].Generation,
                },
            ],
            null,
            default
        );

        var labelled = (await _book.MeasuredAsync(queue, default)).Labelled();

        Assert.Equal(
            [(best.Id, true, 1.0), (single.Id, false, 1.0)],
            labelled
                .Select(unit => (unit.Unit.Item!.Value, unit.Labelled.Label!.Value, unit.Labelled.Probability!.Value))
                .OrderByDescending(unit => unit.Item2)
        );
    }

    [Fact]
    public async Task Item_ThatHasItsLabels_IsOpenedOnlyForThoseWhoLabelledIt()
    {
        var queue = await QueueOfTwoAsync();
        var item = (await _book.OpenAsync(queue, Ana, "1", null, default))!.Value;
        await CompleteAsync(item, Ana, "11111");

        Assert.Equal(item, await _book.OpenAsync(queue, Ana, "1", item, default));
        await _book.ReleaseAsync(queue, "1", default);
        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            _book.OpenAsync(queue, Ben, "2", item, default)
        );
        Assert.StartsWith("There is no item", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_ForSomePeople_TurnsOthersAway()
    {
        await WriteAsync((0, 1, ["11111"]));
        var queue = await MakeAsync(
            new()
            {
                Name = "hers",
                Annotators = [Ana],
                TwiceShare = 0,
            }
        );

        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            _book.OpenAsync(queue, Ben, "1", null, default)
        );

        Assert.Equal("The queue 'hers' is for Ana, and you are Ben.", refused.Message);
    }

    [Fact]
    public async Task Guideline_Rewritten_IsAnotherVersionAndTheOldOneStays()
    {
        var item = await OpenFirstAsync();
        await _book.KeepAsync([Decide(item, 0, Judgement.Met) with { Guideline = 1 }], null, default);

        await _book.WriteGuidelineAsync(CriterionKind.Skill, "Met where you see it.", default);
        await _book.WriteGuidelineAsync(CriterionKind.Skill, "Met where you see it.", default);

        Assert.Equal(
            [(CriterionKind.Skill, 2), (CriterionKind.Topic, 1), (CriterionKind.Sense, 1), (CriterionKind.Length, 1)],
            (await _book.GuidelinesAsync(default)).Select(guideline => (guideline.Kind, guideline.Version))
        );
        Assert.Equal(1, Assert.Single((await _book.ItemAsync(item, default))!.Events).Guideline);
    }

    private async Task WriteAsync(params (int Tuple, int Round, string[] Graders)[] texts)
    {
        var sample = StudyWriter.Sample(k: 2, count: 3);
        List<GradingSpec> specs = [.. new[] { "a", "b", "c" }.Take(texts[0].Graders.Length).Select(StudyWriter.SpecOf)];
        var run = await StudyWriter.OpenAsync(_runs, sample, gradings: specs);
        foreach (var (tuple, round, graders) in texts)
        {
            var text = StudyWriter.Text(sample, tuple, round);
            await _runs.CommitAsync(
                run,
                [text],
                [.. specs.Zip(graders, (spec, points) => StudyWriter.Grade(text, points, spec))],
                default
            );
        }
    }

    private Task<QueuePool> PoolAsync() =>
        _book.PoolAsync(GenerationFilter.All, QueueUnit.Tuple, PanelSpec.Default, false, default);

    private async Task<Guid> MakeAsync(QueueSpec spec)
    {
        var pool = await PoolAsync();
        return await _book.MakeAsync(
            QueueBuilder.Build(spec, pool.Units),
            PanelSpec.Default with
            {
                Graders = pool.Graders,
            },
            default
        );
    }

    private async Task<Guid> QueueOfTwoAsync(int labels = 1)
    {
        await WriteAsync((0, 1, ["11111"]), (1, 1, ["11111"]));
        return await MakeAsync(
            new()
            {
                Name = "two",
                Labels = labels,
                TwiceShare = 0,
            }
        );
    }

    private async Task<Guid> OpenFirstAsync() =>
        (await _book.OpenAsync(await QueueOfTwoAsync(), Ana, "1", null, default))!.Value;

    private async Task CompleteAsync(Guid id, Annotator who, string marks)
    {
        var item = (await _book.ItemAsync(id, default))!;
        await _book.KeepAsync(
            [.. Marks(item, 0, who, marks), OfItem(id, DecisionKind.Complete) with { Annotator = who }],
            null,
            default
        );
    }

    private IEnumerable<Decision> Marks(QueueItem item, int text, Annotator who, string marks) =>
        marks.Select(
            (mark, position) =>
                Decide(item.Id, position, mark == '1' ? Judgement.Met : Judgement.NotMet) with
                {
                    Annotator = who,
                    Generation = item.Texts[text].Generation,
                }
        );

    private Decision Decide(Guid item, int position, Judgement? judgement) =>
        OfItem(item, DecisionKind.Decide) with
        {
            Position = position,
            Judgement = judgement,
        };

    private Decision OfItem(Guid item, DecisionKind kind) =>
        new()
        {
            Key = $"key {++_keys}",
            Kind = kind,
            Item = item,
            Generation = _book.ItemAsync(item, default).Result!.Texts[0].Generation,
            Turn = 1,
            Annotator = Ana,
            Saw = Sight.Blind,
        };
}
