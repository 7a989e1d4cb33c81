using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SkillMix.Tests.FakeProvider;

/// <summary>
/// A model provider on loopback: OpenAI's chat completions, files and batches, the same below Azure's path, and Anthropic's
/// messages. Says what its script says, and remembers what it was asked.
/// </summary>
public sealed class FakeProviderServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<FakeRequest> _requests = new();
    private readonly Func<FakeRequest, FakeReply> _script;
    private int _inFlight;
    private int _mostInFlight;

    private FakeProviderServer(Func<FakeRequest, FakeReply> script)
    {
        _script = script;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        Batches = new FakeBatches(script);
        foreach (var root in new[] { "", "/openai" })
        {
            _app.MapPost($"{root}/v1/chat/completions", (RequestDelegate)(c => AnswerAsync(c, OpenAIWire.Instance)));
            _app.MapGet($"{root}/v1/models", (RequestDelegate)ModelsAsync);
            Batches.Map(_app, $"{root}/v1");
        }

        _app.MapPost("/v1/messages", (RequestDelegate)(c => AnswerAsync(c, AnthropicWire.Instance)));
    }

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="script">Makes each reply from its request; called in the order in which requests come, one at a time.</param>
    public static async Task<FakeProviderServer> StartAsync(Func<FakeRequest, FakeReply> script)
    {
        var turn = new Lock();
        var server = new FakeProviderServer(request =>
        {
            lock (turn)
            {
                return script(request);
            }
        });
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Starts a server that plays replies in order and then repeats the last.</summary>
    public static Task<FakeProviderServer> StartAsync(params FakeReply[] replies)
    {
        var next = 0;
        return StartAsync(_ => replies[Math.Min(next++, replies.Length - 1)]);
    }

    /// <summary>Root of the server, which is also the base address of Azure and of Anthropic.</summary>
    public Uri Root => new(_app.Urls.First());

    /// <summary>Base address of OpenAI and of compatible servers.</summary>
    public Uri OpenAIAddress => new(Root, "/v1");

    /// <summary>Chat requests so far, in the order in which they came.</summary>
    public IReadOnlyList<FakeRequest> Requests => [.. _requests];

    /// <summary>Most chat requests that were there at once.</summary>
    public int MostInFlight => _mostInFlight;

    /// <summary>Files and batches.</summary>
    public FakeBatches Batches { get; }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, FakeWire wire)
    {
        var inFlight = Interlocked.Increment(ref _inFlight);
        InterlockedMax(ref _mostInFlight, inFlight);
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            var request = RequestOf(context, body.RootElement.Clone());
            _requests.Enqueue(request);
            var reply = _script(request);
            await Task.Delay(reply.Delay, context.RequestAborted);
            await (reply.Gate ?? Task.CompletedTask).WaitAsync(context.RequestAborted);
            await FakeDelivery.SendAsync(context, wire, request, reply);
        }
        catch (OperationCanceledException)
        {
            // Who asked has gone.
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private static Task ModelsAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                @object = "list",
                data = new[]
                {
                    new
                    {
                        id = "fake-model",
                        @object = "model",
                        created = 1,
                        owned_by = "fake",
                    },
                },
            }
        );

    private static FakeRequest RequestOf(HttpContext context, JsonElement body)
    {
        string[] secret = ["Authorization", "x-api-key", "api-key"];
        var headers = context
            .Request.Headers.Where(header => !secret.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var key = secret
            .Select(name => context.Request.Headers[name].ToString())
            .FirstOrDefault(value => value.Length > 0);
        return new(context.Request.Path, headers, key?.Replace("Bearer ", "", StringComparison.Ordinal), body);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; )
        {
            seen = Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
