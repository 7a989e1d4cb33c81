using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;

namespace SkillMix.Tests.ChatModels;

public sealed class CachedChatClientTests
{
    private readonly Cache _cache = new();

    [Fact]
    public async Task Request_AskedBefore_IsAnsweredFromTheCache()
    {
        using var model = Finished("first", "second");
        using var client = new CachedChatClient(model, "openai/a", _cache);

        Assert.Equal("first", (await client.GetResponseAsync("Write.", Round(1))).Text);
        Assert.Equal("first", (await client.GetResponseAsync("Write.", Round(1))).Text);
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task Request_OfAnotherRound_IsAnotherRequest()
    {
        using var model = Finished("first", "second");
        using var client = new CachedChatClient(model, "openai/a", _cache);

        Assert.Equal("first", (await client.GetResponseAsync("Write.", Round(1))).Text);
        Assert.Equal("second", (await client.GetResponseAsync("Write.", Round(2))).Text);
    }

    [Fact]
    public async Task Stream_AskedBefore_IsAnsweredFromTheCache()
    {
        using var model = Finished("first", "second");
        using var client = new CachedChatClient(model, "openai/a", _cache);

        var first = await client.GetStreamingResponseAsync("Write.").ToChatResponseAsync();
        var again = await client.GetStreamingResponseAsync("Write.").ToChatResponseAsync();

        Assert.Equal(("first", "first"), (first.Text, again.Text));
    }

    [Fact]
    public async Task Reply_ThatIsEmpty_IsNotKept()
    {
        using var model = Finished("", "second");
        using var client = new CachedChatClient(model, "openai/a", _cache);

        await client.GetResponseAsync("Write.");

        Assert.Equal("second", (await client.GetResponseAsync("Write.")).Text);
    }

    [Fact]
    public void Key_AnythingThatChangesTheRequest_ChangesIt()
    {
        ChatMessage[] messages = [new(ChatRole.User, "Write.")];
        string[] keys =
        [
            ReplyKey.Of("openai/a", messages, null),
            ReplyKey.Of("openai/b", messages, null),
            ReplyKey.Of("openai/a", [new(ChatRole.System, "Write.")], null),
            ReplyKey.Of("openai/a", [.. messages, .. messages], null),
            ReplyKey.Of("openai/a", messages, Round(1)),
            ReplyKey.Of("openai/a", messages, Round(2)),
            ReplyKey.Of("openai/a", messages, new() { Temperature = 0.7f }),
            ReplyKey.Of("openai/a", messages, new() { TopP = 0.7f }),
            ReplyKey.Of("openai/a", messages, new() { TopK = 7 }),
            ReplyKey.Of("openai/a", messages, new() { MaxOutputTokens = 7 }),
            ReplyKey.Of("openai/a", messages, new() { Seed = 7 }),
            ReplyKey.Of("openai/a", messages, new() { StopSequences = ["END"] }),
            ReplyKey.Of("openai/a", messages, new() { ResponseFormat = ChatResponseFormat.Json }),
            ReplyKey.Of("openai/a", messages, new() { AdditionalProperties = new() { ["min_p"] = 0.1 } }),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Key_NotesAndOrderOfProperties_DoNotChangeIt()
    {
        ChatMessage[] messages = [new(ChatRole.User, "Write.")];
        var one = new ChatOptions
        {
            AdditionalProperties = new() { ["a"] = 1, ["b"] = 2 },
        };
        var two = new ChatOptions
        {
            AdditionalProperties = new()
            {
                ["b"] = 2,
                [RequestNotes.Item] = "text 7",
                ["a"] = 1,
            },
        };

        Assert.Equal(ReplyKey.Of("openai/a", messages, one), ReplyKey.Of("openai/a", messages, two));
    }

    private static ChatOptions Round(int round) =>
        new() { AdditionalProperties = new() { [RequestNotes.Round] = round } };

    private static ScriptedChatClient Finished(params string[] replies)
    {
        var next = 0;
        return new(
            (_, _) =>
                Task.FromResult(
                    new ChatResponse(new ChatMessage(ChatRole.Assistant, replies[next++]))
                    {
                        FinishReason = ChatFinishReason.Stop,
                    }
                )
        );
    }

    private sealed class Cache : IReplyCache
    {
        private readonly ConcurrentDictionary<string, ChatResponse> _kept = new();

        public Task<ChatResponse?> FindAsync(string key, CancellationToken cancellationToken) =>
            Task.FromResult(_kept.GetValueOrDefault(key));

        public Task KeepAsync(string key, ChatResponse response, CancellationToken cancellationToken)
        {
            _kept.TryAdd(key, response);
            return Task.CompletedTask;
        }
    }
}
