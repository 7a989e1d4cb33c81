using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.ChatModels;

public sealed class RetryingChatClientTests
{
    private readonly ManualClock _clock = new();
    private readonly Log _log = new();

    public static TheoryData<string> Providers { get; } = [.. Models.Names];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Request_LimitedWithRetryAfter_IsAskedAgainThenAndNotBefore(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Limits("7"), FakeReply.Says("ok"));
        using var client = Retrying(Models.Client(model, server));

        var asking = client.GetResponseAsync("Write.");
        Assert.Equal(TimeSpan.FromSeconds(7), await _clock.SomebodyWaitsAsync());
        _clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Single(server.Requests);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("ok", (await asking).Text);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(529)]
    public async Task Status_ThatPasses_IsAskedAgain(int status)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Fails(status), FakeReply.Says("ok"));
        using var client = Retrying(Models.Client("openai/gpt-x", server));

        Assert.Equal("ok", await Play(client.GetResponseAsync("Write."), waits: 1));
    }

    [Theory]
    [InlineData(FakeFault.DroppedConnection)]
    [InlineData(FakeFault.HalfBody)]
    [InlineData(FakeFault.HalfJson)]
    public async Task Reply_BrokenOnItsWay_IsAskedAgain(FakeFault fault)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Breaks(fault), FakeReply.Says("ok"));
        using var client = Retrying(Models.Client("openai/gpt-x", server));

        Assert.Equal("ok", await Play(client.GetResponseAsync("Write."), waits: 1));
    }

    [Theory]
    [InlineData(400, null)]
    [InlineData(401, null)]
    [InlineData(404, null)]
    [InlineData(400, "content_filter")]
    [InlineData(429, "insufficient_quota")]
    public async Task Status_ThatStays_IsNotAskedAgain(int status, string? code)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Fails(status, code: code));
        using var client = Retrying(Models.Client("openai/gpt-x", server));

        await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("Write."));

        Assert.Single(server.Requests);
        Assert.Null(Assert.Single(_log.Attempts).Wait);
    }

    [Fact]
    public async Task Tries_AllFail_TheLastFailureGoesOnAndEveryTryIsLogged()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Fails(500, "Down."));
        using var client = Retrying(Models.Client("openai/gpt-x", server));
        var options = new ChatOptions { AdditionalProperties = new() { [RequestNotes.Item] = "text 7" } };

        var failure = await Assert.ThrowsAsync<ProviderException>(() =>
            Play(client.GetResponseAsync("Write.", options), waits: 2)
        );

        Assert.Equal("Down.", failure.Words);
        Assert.Equal(3, server.Requests.Count);
        // Back-offs of at most 1 and 2 s, of which the chance takes half.
        Assert.Equal(
            [
                ("text 7", 1, ProviderFailure.ServerError, "Down.", 0.5),
                ("text 7", 2, ProviderFailure.ServerError, "Down.", 1.0),
                ("text 7", 3, ProviderFailure.ServerError, "Down.", -1.0),
            ],
            _log.Attempts.Select(a => (a.Item!, a.Number, a.Failure!.Value, a.Words!, a.Wait?.TotalSeconds ?? -1))
        );
    }

    [Fact]
    public async Task RetryAfter_LongerThanWeWait_EndsAtOnce()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Limits("86400"));
        using var client = Retrying(Models.Client("openai/gpt-x", server));

        var failure = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("Write."));

        Assert.Equal(TimeSpan.FromDays(1), failure.RetryAfter);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Stream_ThatFailsBeforeItsFirstPiece_IsAskedAgain()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Fails(500), FakeReply.Says("one two"));
        using var client = Retrying(Models.Client("openai/gpt-x", server));

        var text = await Play(client.GetStreamingResponseAsync("Write.").ToChatResponseAsync(), waits: 1);

        Assert.Equal("one two", text);
    }

    [Fact]
    public async Task Stream_ThatBreaksAfterAPiece_IsNotAskedAgain()
    {
        await using var server = await FakeProviderServer.StartAsync(
            FakeReply.Says("one two three four five six") with
            {
                Fault = FakeFault.EarlyEnd,
            }
        );
        using var client = Retrying(Models.Client("openai/gpt-x", server));

        await Assert.ThrowsAsync<ProviderException>(() =>
            client.GetStreamingResponseAsync("Write.").ToChatResponseAsync()
        );

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(1, 1.0, null, 1)]
    [InlineData(2, 1.0, null, 2)]
    [InlineData(4, 0.5, null, 4)]
    [InlineData(10, 1.0, null, 60)]
    [InlineData(1, 0.5, 3, 3)]
    [InlineData(4, 1.0, 3, 8)]
    public void WaitAfter_TriesChanceAndRetryAfter_IsTheLongerOfBoth(
        int tries,
        double chance,
        int? retryAfter,
        int seconds
    ) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            RetryPace.Default.WaitAfter(tries, chance, retryAfter is { } after ? TimeSpan.FromSeconds(after) : null)
        );

    private RetryingChatClient Retrying(IChatClient client) =>
        new(client, RetryPace.Default with { MaxTries = 3 }, _clock, new Half(), _log);

    private async Task<string> Play(Task<ChatResponse> asking, int waits)
    {
        for (var i = 0; i < waits; i++)
        {
            _clock.Advance(await _clock.SomebodyWaitsAsync());
        }

        return (await asking).Text;
    }

    /// <summary>Chance that always falls in the middle.</summary>
    private sealed class Half : Random
    {
        protected override double Sample() => 0.5;

        public override double NextDouble() => 0.5;
    }

    private sealed class Log : IAttemptLog
    {
        public List<Attempt> Attempts { get; } = [];

        public void Add(Attempt attempt) => Attempts.Add(attempt);
    }
}
