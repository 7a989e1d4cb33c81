using SkillMix.Core.Annotation;
using SkillMix.Core.Runs;

namespace SkillMix.Tests.Storage;

public sealed class DecisionWriterTests
{
    [Fact]
    public async Task Adjudication_BySomebodyWhoLabelsNothing_IsNoWorkOnTheItem()
    {
        using var small = await SmallQueue.MakeAsync();
        var last = small.Items[1];
        await small.KeepAsync(Settle(small, last, SmallQueue.Ben));

        Assert.Empty(Assert.Single(await small.Book.QueuesAsync(default)).People);
        Assert.Equal(
            small.Items[0].Id,
            await small.Book.OpenAsync(small.Queue, SmallQueue.Ben, "browser", null, default)
        );
    }

    [Fact]
    public async Task Adjudication_OfAnItemEndedEarlier_IsNotWhatBackspaceGoesBackTo()
    {
        using var small = await SmallQueue.MakeAsync();
        var (first, second) = (small.Items[0], small.Items[1]);
        await small.KeepAsync(small.Event(DecisionKind.Complete));
        small.Clock.Advance(TimeSpan.FromMinutes(1));
        await small.KeepAsync(On(small.Event(DecisionKind.Complete), second));
        small.Clock.Advance(TimeSpan.FromMinutes(1));
        await small.KeepAsync(Settle(small, first, SmallQueue.Ana));

        Assert.Equal(second.Id, await small.Book.LastEndedAsync(small.Queue, SmallQueue.Ana, default));
    }

    [Fact]
    public async Task Work_OfAnImportedFile_LastChangedWhenItHappened()
    {
        using var small = await SmallQueue.MakeAsync();
        var complete = small.Event(DecisionKind.Complete);
        await small.KeepAsync(complete);

        var person = Assert.Single(Assert.Single(await small.Book.QueuesAsync(default)).People);
        Assert.Equal(complete.Created, person.Last);
    }

    [Fact]
    public async Task Event_WhenTheClockWasSetBack_StillComesLast()
    {
        using var small = await SmallQueue.MakeAsync();
        await small.KeepAsync(Now(small.Event(DecisionKind.Decide, 0, Judgement.Met)));
        small.Clock.Advance(TimeSpan.FromHours(-1));
        await small.KeepAsync(Now(small.Event(DecisionKind.Decide, 0, Judgement.NotMet)));

        var work = (await small.Book.ItemAsync(small.Items[0].Id, default))!.WorkOf(SmallQueue.Ana.Id);
        Assert.Equal(Judgement.NotMet, Assert.Single(work.Decided).Value.Judgement);

        static Decision Now(Decision decision) => decision with { Created = default };
    }

    [Theory]
    [InlineData(-5, 10)]
    [InlineData(0, 0)]
    [InlineData(int.MaxValue, 10)]
    public async Task Mark_ThatIsNoPlaceInAText_IsRefused(int start, int length)
    {
        using var small = await SmallQueue.MakeAsync();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            small.KeepAsync(small.Event(DecisionKind.Decide, 0, Judgement.Met) with { Span = new(start, length) })
        );
        Assert.Empty((await small.Book.ItemAsync(small.Items[0].Id, default))!.Events);
    }

    [Fact]
    public async Task Decision_OnATextThatIsNotThereAnyMore_IsKept()
    {
        using var small = await SmallQueue.MakeAsync();
        small.Execute($"UPDATE generations SET state = {(int)GenerationState.Failed}");

        await small.KeepAsync(
            small.Event(DecisionKind.Decide, 0, Judgement.NotMet),
            small.Event(DecisionKind.Complete)
        );

        Assert.Equal(2, (await small.Book.ItemAsync(small.Items[0].Id, default))!.Events.Count);
        var pool = await small.Book.MeasuredAsync(small.Queue, default);
        Assert.All(pool.Labelled(), unit => Assert.Null(unit.Labelled.Label));
    }

    private static Decision Settle(SmallQueue small, QueueItem item, Annotator who) =>
        On(small.Event(DecisionKind.Adjudicate, 0, Judgement.Met), item) with
        {
            Annotator = who,
        };

    private static Decision On(Decision decision, QueueItem item) =>
        decision with
        {
            Item = item.Id,
            Generation = item.Texts[0].Generation,
        };
}
