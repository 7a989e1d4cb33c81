using SkillMix.Core.Annotation;
using SkillMix.Core.Exchange;
using SkillMix.Core.Grading;
using SkillMix.Core.Storage;

namespace SkillMix.Tests.Storage;

public sealed class MergedAnnotationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StoreFile _file;
    private readonly AnnotationBook _book;

    public MergedAnnotationTests()
    {
        _file = _folder.NewStore();
        _book = new(_file, TimeProvider.System);
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Merge_OfAnAnnotatedStore_BringsTheQueueWithItsPoolAndWhatPeopleDecided()
    {
        using var there = await AnnotatedAsync();

        var first = await MergeAsync(there);
        var again = await MergeAsync(there);

        Assert.Equal((1, 0, 3, 0), (first.NewQueues, first.LeftQueues, first.NewDecisions, first.LeftDecisions));
        Assert.Equal((0, 0, 0, 0), (again.NewQueues, again.LeftQueues, again.NewDecisions, again.LeftDecisions));
        var events = await _book.LinesAsync(new DecisionScope.Everything(), default);
        Assert.Equal(
            (await there.Book.LinesAsync(new DecisionScope.Everything(), default)).Select(line => line.Decision),
            events.Select(line => line.Decision)
        );
        var (expected, pool) = (
            await there.Book.MeasuredAsync(there.Queue, default),
            await _book.MeasuredAsync(there.Queue, default)
        );
        Assert.Equal(expected.Units, pool.Units);
        Assert.Equal(expected.Labelled().Select(unit => unit.Labelled), pool.Labelled().Select(unit => unit.Labelled));
    }

    [Fact]
    public async Task Merge_OfTwoStoresThatMadeTheSameQueueOnTheirOwn_JoinsWhatPeopleDecided()
    {
        using var one = await AnnotatedAsync();
        using var other = await SmallQueue.MakeAsync();
        await other.KeepAsync(
            other.Event(DecisionKind.Decide, 0, Judgement.NotMet) with
            {
                Key = "of the other",
                Annotator = SmallQueue.Ben,
            }
        );

        await MergeAsync(one);
        var report = await MergeAsync(other);

        // The queue's name is taken, by the same queue: the same texts stand at the same places.
        Assert.Equal((0, 1, 1, 0), (report.NewQueues, report.LeftQueues, report.NewDecisions, report.LeftDecisions));
        var item = (await _book.ItemAsync(one.Items[0].Id, default))!;
        // By time: Ben decided between her two events.
        Assert.Equal(["Ana", "Ben", "Ana"], item.Events.Select(decision => decision.Annotator.Name));
    }

    [Fact]
    public async Task Merge_OfAnotherQueueOfTheSameName_LeavesWhatWasDecidedInIt()
    {
        using var here = await SmallQueue.MakeAsync();
        using var there = await SmallQueue.MakeAsync(QueueSelection.HandPicked);
        await there.KeepAsync(there.Event(DecisionKind.Decide, 0, Judgement.NotMet));

        await MergeAsync(here);
        var report = await MergeAsync(there);

        Assert.Equal((0, 1, 0, 1), (report.NewQueues, report.LeftQueues, report.NewDecisions, report.LeftDecisions));
    }

    [Fact]
    public async Task Merge_OfAQueueWhoseTextIsAnotherOneHere_LeavesItAndItsDecisions()
    {
        using var here = await SmallQueue.MakeAsync(text: "Quite another text.");
        using var there = await AnnotatedAsync();

        var report = await new StoreMerge(here.File, new SqliteRunStore(here.File, TimeProvider.System)).MergeAsync(
            there.File,
            null,
            default
        );

        Assert.Equal(
            (2, 0, 1, 0, 3),
            (report.Differing, report.NewQueues, report.LeftQueues, report.NewDecisions, report.LeftDecisions)
        );
        Assert.Empty(await here.Book.LinesAsync(new DecisionScope.Everything(), default));
    }

    [Fact]
    public async Task Merge_OfAGuidelineWithOtherWords_MakesItAnotherVersionHere()
    {
        await _book.WriteGuidelineAsync(CriterionKind.Skill, "Met where I see it.", default);
        using var there = await SmallQueue.MakeAsync();
        await there.Book.WriteGuidelineAsync(CriterionKind.Skill, "Met where you see it.", default);
        await there.KeepAsync(there.Event(DecisionKind.Decide, 0, Judgement.Met) with { Guideline = 2 });

        await MergeAsync(there);

        Assert.Equal(
            "Met where you see it.",
            (await _book.GuidelineVersionsAsync(default))
                .Single(one => one is { Kind: CriterionKind.Skill, Version: 3 })
                .Text
        );
        var line = Assert.Single(await _book.LinesAsync(new DecisionScope.Everything(), default));
        Assert.Equal(3, line.Decision.Guideline);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Merge_OfTwoCopiesInWhichOnePersonDecided_KeepsTheLaterWordInEitherOrder(bool isLaterFirst)
    {
        using var one = await SmallQueue.MakeAsync();
        using var other = await one.CopyAsync();
        var earlier = one.Event(DecisionKind.Decide, 0, Judgement.NotMet);
        var later = one.Event(DecisionKind.Decide, 0, Judgement.Met);
        await one.KeepAsync(isLaterFirst ? later : earlier);
        await other.KeepAsync(isLaterFirst ? earlier : later);

        await MergeAsync(one);
        await MergeAsync(other);

        var item = (await _book.ItemAsync(one.Items[0].Id, default))!;
        Assert.Equal(Judgement.Met, Assert.Single(item.WorkOf(SmallQueue.Ana.Id).Decided).Value.Judgement);
    }

    [Fact]
    public async Task Merge_OfAnOlderGuideline_LeavesTheOneInForce()
    {
        using var there = await SmallQueue.MakeAsync();
        await there.Book.WriteGuidelineAsync(CriterionKind.Skill, "As it was in 2025.", default);
        await _book.WriteGuidelineAsync(CriterionKind.Skill, "As it is today.", default);

        await MergeAsync(there);

        Assert.Equal("As it is today.", (await _book.GuidelinesAsync(default))[0].Text);
        await _book.WriteGuidelineAsync(CriterionKind.Skill, "As it is today.", default);
        Assert.Equal(3, (await _book.GuidelineVersionsAsync(default)).Count(one => one.Kind == CriterionKind.Skill));
    }

    private static async Task<SmallQueue> AnnotatedAsync()
    {
        var there = await SmallQueue.MakeAsync();
        await there.KeepAsync(
            there.Event(DecisionKind.Decide, 0, Judgement.NotMet),
            there.Event(DecisionKind.Complete),
            there.Event(DecisionKind.Decide, 0, Judgement.Met) with
            {
                Item = null,
            }
        );
        return there;
    }

    private Task<MergeReport> MergeAsync(SmallQueue there) =>
        new StoreMerge(_file, new SqliteRunStore(_file, TimeProvider.System)).MergeAsync(there.File, null, default);
}
