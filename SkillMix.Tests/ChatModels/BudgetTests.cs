using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.ChatModels;

public sealed class BudgetTests
{
    /// <summary>A dollar per thousand tokens of prompt, two per thousand of reply.</summary>
    private static readonly ModelSpec Priced = ModelSpec.FromName("openai/a") with { PriceIn = 1000, PriceOut = 2000 };

    private static readonly ChatOptions TenTokens = new() { MaxOutputTokens = 10 };

    [Fact]
    public async Task Request_ThatIsAnswered_CostsWhatItUsed()
    {
        await using var server = await FakeProviderServer.StartAsync(
            new FakeReply { InputTokens = 10, OutputTokens = 5 }
        );
        var budget = new Budget(new(Usd: 1));
        using var client = new SpendingChatClient(Models.Client("openai/a", server), Priced, budget);

        await client.GetResponseAsync("Write.", TenTokens);

        Assert.Equal(new Spending(0.02m, 15, 1), budget.Spent); // 10 × .001 + 5 × .002
    }

    [Theory]
    [InlineData(0.029, null, null)]
    [InlineData(null, 19, null)]
    [InlineData(null, null, 0)]
    public async Task Request_WhoseWorstCaseIsOverTheBudget_IsNotSent(double? usd, int? tokens, int? requests)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("ok"));
        var budget = new Budget(new((decimal?)usd, tokens, requests));
        using var client = new SpendingChatClient(Models.Client("openai/a", server), Priced, budget);

        // 6 characters are 2 tokens, and 8 for the message: 10 tokens in and 10 out are .03 USD at worst.
        await Assert.ThrowsAsync<BudgetReachedException>(() => client.GetResponseAsync("Write.", TenTokens));

        Assert.Empty(server.Requests);
        Assert.Equal(Spending.None, budget.Spent);
    }

    [Fact]
    public async Task Reserve_OnlyThoseInFlightAreInTheWay_WaitsForThem()
    {
        var budget = new Budget(new(Tokens: 100));
        await budget.ReserveAsync(new(0, 60, 1), default);
        var second = budget.ReserveAsync(new(0, 60, 1), default);
        Assert.False(second.IsCompleted);

        budget.Settle(new(0, 60, 1), new(0, 20, 1));

        await second;
        Assert.Equal(20, budget.Spent.Tokens);
    }

    [Fact]
    public async Task Reserve_ThoseInFlightCostTooMuch_IsRefusedInTheEnd()
    {
        var budget = new Budget(new(Tokens: 100));
        await budget.ReserveAsync(new(0, 60, 1), default);
        var second = budget.ReserveAsync(new(0, 60, 1), default);

        budget.Settle(new(0, 60, 1), new(0, 60, 1));

        var exception = await Assert.ThrowsAsync<BudgetReachedException>(() => second);
        Assert.Equal(
            "The budget of 100 tokens is reached: 60 tokens are spent, and the next request could go over it; raise the budget and go on.",
            exception.Message
        );
    }

    [Fact]
    public async Task Reserve_ManyAtOnce_NeverGoOverTheBudget()
    {
        var budget = new Budget(new(Requests: 10));
        var worst = new Spending(0, 0, 1);

        var went = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(async _ =>
                {
                    try
                    {
                        await budget.ReserveAsync(worst, default);
                    }
                    catch (BudgetReachedException)
                    {
                        return false;
                    }

                    await Task.Yield();
                    budget.Settle(worst, worst);
                    return true;
                })
        );

        Assert.Equal(10, went.Count(one => one));
    }

    [Theory]
    [InlineData(500, FakeFault.None, 0)]
    [InlineData(429, FakeFault.None, 0)]
    [InlineData(200, FakeFault.HalfBody, 20)]
    public async Task Request_ThatFails_CostsItsWorstCaseOnlyWhereItMayHaveBeenDone(
        int status,
        FakeFault fault,
        int tokens
    )
    {
        await using var server = await FakeProviderServer.StartAsync(new FakeReply { Status = status, Fault = fault });
        var budget = new Budget(new(Usd: 1));
        using var client = new SpendingChatClient(Models.Client("openai/a", server), Priced, budget);

        await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("Write.", TenTokens));

        Assert.Equal((tokens, 1L), (budget.Spent.Tokens, budget.Spent.Requests));
    }

    [Fact]
    public async Task Stream_ThatIsAnswered_CostsWhatItUsed()
    {
        await using var server = await FakeProviderServer.StartAsync(
            new FakeReply { InputTokens = 10, OutputTokens = 5 }
        );
        var budget = new Budget(new(Usd: 1));
        using var client = new SpendingChatClient(Models.Client("openai/a", server), Priced, budget);

        await client.GetStreamingResponseAsync("Write.", TenTokens).ToChatResponseAsync();

        Assert.Equal(new Spending(0.02m, 15, 1), budget.Spent);
    }

    [Fact]
    public async Task BudgetInMoney_ModelWithoutAPrice_SaysWhatIsMissing()
    {
        using var model = new ScriptedChatClient("ok");
        using var client = new SpendingChatClient(model, ModelSpec.FromName("openai/a"), new Budget(new(Usd: 1)));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            client.GetResponseAsync("Write.", TenTokens)
        );

        Assert.StartsWith("A budget in USD needs the price of openai/a:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_OfARunThatGoesOn_CountsWhatWasSpentBefore()
    {
        var budget = new Budget(new(Requests: 5), before: new(0, 0, 5));

        await Assert.ThrowsAsync<BudgetReachedException>(() => budget.ReserveAsync(new(0, 0, 1), default));
    }
}
