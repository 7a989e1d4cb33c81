using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Tests.ChatModels;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

public sealed class BatchRepliesTests
{
    [Fact]
    public async Task Execute_StoppedWhileABatchIsBeingMade_KeepsTheBatch()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("Answer: A text."));
        using var run = await OpenAsync("compatible/writer");
        var book = new SqliteRequestBook(run.File, TimeProvider.System);
        var gate = new TaskCompletionSource();
        server.Batches.Gate = gate.Task;
        using var stop = new CancellationTokenSource();

        var working = Pipeline(run, server, new("compatible/writer", Provider.Compatible, "writer"))
            .ExecuteAsync(run.Asked, RunTerms.Default, null, stop.Token);
        await server.Batches.Made;
        await stop.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
        Assert.Equal(server.Batches.Ids, (await book.BatchesAsync(run.Run, default)).Select(batch => batch.Id));
        Assert.Equal(1, (await run.StandingAsync()).OpenBatches);
    }

    // Two texts of 10 tokens in and 5 out, for 100 and 200 USD per million: 0.004 USD one by one.
    [Theory]
    [InlineData("openai/gpt-x", null, 0.002)]
    [InlineData("openai/gpt-x", 0.25, 0.001)]
    [InlineData("azure/my-deployment", null, 0.002)]
    [InlineData("compatible/writer", null, 0.004)]
    public async Task Execute_ByBatches_CountsTheirPrice(string student, double? share, double usd)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("Answer: A text."));
        using var run = await OpenAsync(student);

        await Pipeline(run, server, Priced(student, share)).ExecuteAsync(run.Asked, RunTerms.Default, null, default);

        var spending = Assert.Single((await run.StandingAsync()).Spending, one => one.Model == student);
        Assert.Equal((2L, usd), (spending.Replies, (double)spending.Spent.Usd));
    }

    [Theory]
    [InlineData("openai/gpt-x", 1)]
    [InlineData("compatible/writer", 0)]
    public async Task Execute_WithABudgetForHalfThePrice_HandsInWhatCostsHalf(string student, int batches)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("Answer: A text."));
        using var run = await OpenAsync(student);
        var model = Priced(student, null);

        // The worst case of both texts is mostly their 10,000 tokens of reply: 4 USD and a little, or half of that.
        var outcome = await Pipeline(run, server, model)
            .ExecuteAsync(run.Asked, RunTerms.Default with { Budget = new(Usd: 3) }, null, default);

        Assert.Equal(batches, server.Batches.Ids.Count);
        Assert.Equal(batches == 0, outcome.IsBudgetReached);
    }

    private static ModelSpec Priced(string name, double? share) =>
        ModelSpec.FromName(name) with
        {
            PriceIn = 100,
            PriceOut = 200,
            BatchPrice = (decimal?)share,
        };

    private static Task<SmallRun> OpenAsync(string student) =>
        SmallRun.OpenAsync(shape: spec =>
            spec with
            {
                Students = [student],
                Gradings = [],
                Generation = spec.Generation with { MaxTokens = 10_000 },
            }
        );

    private static RunPipeline Pipeline(SmallRun run, FakeProviderServer server, ModelSpec model)
    {
        var models = new ModelDirectory(new([model]), Models.Keys(server), RunPace.Default, TimeProvider.System);
        var withheld = new WithheldRequests(models);
        var book = new SqliteRequestBook(run.File, TimeProvider.System);
        var replies = new BatchReplies(withheld, models, book, TimeSpan.Zero, TimeProvider.System);
        return new(run.Store, withheld, RunHolder.Me("test"), TimeProvider.System, replies);
    }
}
