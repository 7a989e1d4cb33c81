using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.ChatModels;

public sealed class ProviderFailureTests
{
    public static TheoryData<string> Providers { get; } = [.. Models.Names];

    public static TheoryData<string, int, string?, ProviderFailure, bool> Statuses
    {
        get
        {
            var data = new TheoryData<string, int, string?, ProviderFailure, bool>();
            foreach (var model in Models.Names)
            {
                data.Add(model, 429, null, ProviderFailure.RateLimited, true);
                data.Add(model, 500, null, ProviderFailure.ServerError, true);
                data.Add(model, 502, null, ProviderFailure.ServerError, true);
                data.Add(model, 503, null, ProviderFailure.Overloaded, true);
                data.Add(model, 529, null, ProviderFailure.Overloaded, true);
                data.Add(model, 504, null, ProviderFailure.TimedOut, true);
                data.Add(model, 400, null, ProviderFailure.BadRequest, false);
                data.Add(model, 404, null, ProviderFailure.BadRequest, false);
                data.Add(model, 302, null, ProviderFailure.BadRequest, false);
                data.Add(model, 401, null, ProviderFailure.Unauthorised, false);
                data.Add(model, 403, null, ProviderFailure.Unauthorised, false);
                data.Add(model, 400, "content_filter", ProviderFailure.ContentRefused, false);
                data.Add(model, 429, "insufficient_quota", ProviderFailure.RateLimited, false);
            }

            return data;
        }
    }

    public static TheoryData<string, FakeFault, bool, ProviderFailure> Faults
    {
        get
        {
            var data = new TheoryData<string, FakeFault, bool, ProviderFailure>();
            foreach (var model in Models.Names)
            {
                data.Add(model, FakeFault.DroppedConnection, false, ProviderFailure.ConnectionLost);
                data.Add(model, FakeFault.HalfBody, false, ProviderFailure.ConnectionLost);
                data.Add(model, FakeFault.NoJson, false, ProviderFailure.Malformed);
                data.Add(model, FakeFault.HalfJson, false, ProviderFailure.Malformed);
                data.Add(model, FakeFault.OtherJson, false, ProviderFailure.Malformed);
                data.Add(model, FakeFault.DroppedConnection, true, ProviderFailure.ConnectionLost);
                data.Add(model, FakeFault.HalfBody, true, ProviderFailure.ConnectionLost);
                data.Add(model, FakeFault.EarlyEnd, true, ProviderFailure.ConnectionLost);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Status_OfAnyProvider_IsItsKindOfFailure(
        string model,
        int status,
        string? code,
        ProviderFailure kind,
        bool isTransient
    )
    {
        await using var server = await FakeProviderServer.StartAsync(
            FakeReply.Fails(status, $"No, with {Models.Key}.", code)
        );
        using var client = Models.Client(model, server);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("Write."));

        Assert.Equal((kind, status, isTransient), (failure.Kind, failure.StatusCode, failure.IsTransient));
        Assert.Equal("No, with [key].", failure.Words);
        Assert.DoesNotContain(Models.Key, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Reply_BrokenOnItsWay_IsItsKindOfFailure(
        string model,
        FakeFault fault,
        bool isStream,
        ProviderFailure kind
    )
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Breaks(fault));
        using var client = Models.Client(model, server);

        var failure = await Assert.ThrowsAsync<ProviderException>(() =>
            isStream
                ? client.GetStreamingResponseAsync("Write.").ToChatResponseAsync()
                : client.GetResponseAsync("Write.")
        );

        Assert.Equal(kind, failure.Kind);
        Assert.True(failure.IsTransient);
        Assert.True(failure.MayHaveCost);
        Assert.DoesNotContain(Models.Key, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Reply_ThatTakesTooLong_TimesOut(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(
            new FakeReply { Gate = new TaskCompletionSource().Task }
        );
        using var client = Models.Client(model, server, TimeSpan.FromMilliseconds(200));

        var failure = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("Write."));

        Assert.Equal(ProviderFailure.TimedOut, failure.Kind);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Request_CancelledByTheCaller_IsCancelledAndNoFailure(string model)
    {
        using var cancel = new CancellationTokenSource();
        await using var server = await FakeProviderServer.StartAsync(_ =>
        {
            cancel.Cancel();
            return new FakeReply { Gate = new TaskCompletionSource().Task };
        });
        using var client = Models.Client(model, server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.GetResponseAsync("Write.", cancellationToken: cancel.Token)
        );
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Server_ThatIsNotThere_IsALostConnectionThatCostNothing(string model)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        using var client = ChatModelFactory.Create(
            ModelSpec.FromName(model) with
            {
                Endpoint = new(address),
            },
            Models.Keys()
        );

        var failure = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("Write."));

        Assert.Equal((ProviderFailure.ConnectionLost, false), (failure.Kind, failure.MayHaveCost));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task RetryAfter_InSeconds_IsRead(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Limits("7"));
        using var client = Models.Client(model, server);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("Write."));

        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
    }

    [Fact]
    public async Task RetryAfter_AsADate_IsTheTimeUntilThen()
    {
        await using var server = await FakeProviderServer.StartAsync(_ =>
            FakeReply.Limits(DateTimeOffset.UtcNow.AddHours(1).ToString("R"))
        );
        using var client = Models.Client("openai/gpt-x", server);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("Write."));

        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    [Theory]
    [InlineData("""{"error":"model is loading"}""", "model is loading")]
    [InlineData("""{"detail":"not here"}""", "not here")]
    [InlineData("""{"message":"no such model"}""", "no such model")]
    [InlineData("<html>\n  Bad\n</html>", "<html> Bad </html>")]
    [InlineData("Busy\u001b[2J,\u0007 \u009b31m later", "Busy [2J, 31m later")]
    [InlineData("Authorization: Bearer abcdefgh12345678", "Authorization: Bearer [key]")]
    [InlineData("Incorrect API key provided: sk-proj-abcdefgh12345", "Incorrect API key provided: [key]")]
    public void Words_OfAnyFormOfError_AreFoundAndWithoutKeys(string body, string words) =>
        Assert.Equal(words, ProviderErrors.OfStatus(400, body, null, new SecretScrubber()).Words);
}
