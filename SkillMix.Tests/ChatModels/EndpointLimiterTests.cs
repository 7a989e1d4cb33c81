using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.ChatModels;

public sealed class EndpointLimiterTests
{
    private static readonly ProviderException Limited = new(ProviderFailure.RateLimited, 429, "Slow down.");

    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(5, 5)]
    [InlineData(20, 20)]
    [InlineData(100, 20)]
    public void Limit_AtTheBeginning_IsTwentyOrTheMaximum(int max, int expected) =>
        Assert.Equal(expected, new EndpointLimiter(new(max), _clock).Limit);

    [Fact]
    public async Task Enter_MoreThanTheLimit_WaitInOrder()
    {
        var limiter = new EndpointLimiter(new(MaxInFlight: 2), _clock);
        var first = await Enter(limiter);
        await Enter(limiter);
        var third = Enter(limiter);
        var fourth = Enter(limiter);
        Assert.False(third.IsCompleted);

        first.Succeeded(null);

        await third;
        Assert.False(fourth.IsCompleted);
        Assert.Equal(2, limiter.InFlight);
    }

    [Fact]
    public async Task Limit_RepliesUnderDemand_GrowsByOneEachUpToTheMaximum()
    {
        var limiter = new EndpointLimiter(new(MaxInFlight: 30), _clock);
        var places = await Fill(limiter, 20);

        places[0].Succeeded(null);
        Assert.Equal(21, limiter.Limit);

        for (var i = 1; i < 20; i++)
        {
            _ = Enter(limiter);
            _ = Enter(limiter);
            places[i].Succeeded(null);
        }

        Assert.Equal(30, limiter.Limit);
    }

    [Fact]
    public async Task Limit_RepliesWithoutDemand_Stays()
    {
        var limiter = new EndpointLimiter(new(MaxInFlight: 100), _clock);

        for (var i = 0; i < 50; i++)
        {
            (await Enter(limiter)).Succeeded(null);
        }

        Assert.Equal(20, limiter.Limit);
    }

    [Fact]
    public async Task Limit_ABurstOf429_ShrinksOnce()
    {
        var limiter = new EndpointLimiter(new(MaxInFlight: 100), _clock);
        var places = await Fill(limiter, 20);

        places[0].Failed(Limited);
        places[1].Failed(Limited);
        Assert.Equal(16, limiter.Limit); // 20 × .8

        _clock.Advance(EndpointPace.CoolDown);
        places[2].Failed(Limited);
        Assert.Equal(12, limiter.Limit); // 16 × .8 = 12.8
    }

    [Fact]
    public async Task Limit_After429_GrowsNotWhileCoolingAndThenSlowly()
    {
        var limiter = new EndpointLimiter(new(MaxInFlight: 100), _clock);
        var places = await Fill(limiter, 20);
        places[0].Failed(Limited);
        _ = Enumerable.Range(0, 50).Select(_ => Enter(limiter)).ToList();

        places[1].Succeeded(null);
        Assert.Equal(16, limiter.Limit);

        _clock.Advance(EndpointPace.CoolDown);
        for (var i = 2; i < 19; i++)
        {
            places[i].Succeeded(null);
        }

        Assert.Equal(17, limiter.Limit); // seventeen replies, each 1/16 or a little less
    }

    [Fact]
    public async Task Limit_Any429s_IsNeverBelowOne()
    {
        var limiter = new EndpointLimiter(new(MaxInFlight: 2), _clock);
        for (var i = 0; i < 10; i++)
        {
            (await Enter(limiter)).Failed(Limited);
            _clock.Advance(EndpointPace.CoolDown);
        }

        Assert.Equal(1, limiter.Limit);
    }

    [Fact]
    public async Task Enter_AfterRetryAfter_NobodyGoesInBefore()
    {
        var limiter = new EndpointLimiter(new(MaxInFlight: 10), _clock);
        (await Enter(limiter)).Failed(new(ProviderFailure.RateLimited, 429, "Slow down.", TimeSpan.FromSeconds(30)));

        var next = Enter(limiter);
        Assert.Equal(TimeSpan.FromSeconds(30), await _clock.SomebodyWaitsAsync());
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await next;
    }

    [Fact]
    public async Task Enter_RequestsPerMinute_AreSpreadEvenly()
    {
        var limiter = new EndpointLimiter(new(MaxInFlight: 100, RequestsPerMinute: 60), _clock);
        await Fill(limiter, 10); // ten seconds' worth at once

        var next = Enter(limiter);
        Assert.Equal(TimeSpan.FromSeconds(1), await _clock.SomebodyWaitsAsync());
        _clock.Advance(TimeSpan.FromSeconds(1));

        await next;
    }

    [Fact]
    public async Task Enter_TokensPerMinute_GivesBackWhatWasNotUsed()
    {
        var limiter = new EndpointLimiter(new(MaxInFlight: 100, TokensPerMinute: 600), _clock);
        var first = await Enter(limiter, 100); // the bucket holds ten seconds' worth: 100

        var next = Enter(limiter, 50);
        Assert.Equal(TimeSpan.FromSeconds(5), await _clock.SomebodyWaitsAsync());
        first.Succeeded(tokens: 40);

        await next;
    }

    [Fact]
    public async Task Enter_MoreTokensThanTheBucketHolds_GoesWhenItIsFull()
    {
        var limiter = new EndpointLimiter(new(MaxInFlight: 100, TokensPerMinute: 600), _clock);

        await Enter(limiter, 1000);
        var next = Enter(limiter, 10);

        Assert.Equal(TimeSpan.FromSeconds(91), await _clock.SomebodyWaitsAsync()); // 900 in debt, at 10 a second
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task Enter_Cancelled_LeavesTheQueue()
    {
        using var cancel = new CancellationTokenSource();
        var limiter = new EndpointLimiter(new(MaxInFlight: 1), _clock);
        var first = await Enter(limiter);
        var second = limiter.EnterAsync(0, cancel.Token);
        var third = Enter(limiter);

        await cancel.CancelAsync();
        first.Succeeded(null);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await third;
        Assert.Equal(1, limiter.InFlight);
    }

    [Fact]
    public void For_TheSameEndpoint_IsTheSameDoorWithTheLatestBounds()
    {
        var limiters = new EndpointLimiters(_clock);
        var door = limiters.For(new("https://a.example/v1"), new(50));

        Assert.Same(door, limiters.For(new("https://a.example/v1/"), new(10)));
        Assert.NotSame(door, limiters.For(new("https://b.example/v1"), new(10)));
        Assert.Equal(10, door.Limit);
    }

    [Fact]
    public async Task PacedClients_OfOneEndpoint_ShareItsDoor()
    {
        var gate = new TaskCompletionSource();
        await using var server = await FakeProviderServer.StartAsync(new FakeReply { Gate = gate.Task });
        var limiter = new EndpointLimiter(new(MaxInFlight: 3), TimeProvider.System);
        using var one = new PacedChatClient(Models.Client("openai/a", server), limiter);
        using var two = new PacedChatClient(Models.Client("openai/b", server), limiter);

        var asking = Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? one : two).GetResponseAsync("Write.")).ToList();
        Assert.Equal(3, limiter.InFlight);
        gate.SetResult();
        await Task.WhenAll(asking);

        Assert.Equal(10, server.Requests.Count);
        Assert.InRange(server.MostInFlight, 1, 3);
        Assert.Equal(0, limiter.InFlight);
    }

    private static Task<EndpointPlace> Enter(EndpointLimiter limiter, long tokens = 0) =>
        limiter.EnterAsync(tokens, CancellationToken.None);

    private static async Task<List<EndpointPlace>> Fill(EndpointLimiter limiter, int count)
    {
        List<EndpointPlace> places = [];
        for (var i = 0; i < count; i++)
        {
            places.Add(await Enter(limiter));
        }

        return places;
    }
}
