using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.ChatModels;

public sealed class ProviderReplyTests
{
    public static TheoryData<string> Providers { get; } = [.. Models.Names];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Reply_WithText_BringsTextModelUsageAndReason(string model)
    {
        var reply = FakeReply.Says("A text.") with { Model = "answered-2025", InputTokens = 7, OutputTokens = 3 };
        await using var server = await FakeProviderServer.StartAsync(reply);
        using var client = Models.Client(model, server);

        var response = await client.GetResponseAsync("Write.");

        Assert.Equal("A text.", response.Text);
        Assert.Equal("answered-2025", response.ModelId);
        Assert.Equal((7L, 3L), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Null(ChatRefusal.WordsOf(response));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stream_WithText_BringsItInPieces(string model)
    {
        var reply = FakeReply.Says("one two three") with { InputTokens = 7, OutputTokens = 3 };
        await using var server = await FakeProviderServer.StartAsync(reply);
        using var client = Models.Client(model, server);

        var updates = await client.GetStreamingResponseAsync("Write.").ToListAsync();

        Assert.Equal(3, updates.Count(update => update.Text.Length > 0));
        var response = updates.ToChatResponse();
        Assert.Equal("one two three", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal((7L, 3L), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Reply_CutAtTheLimit_SaysSo(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(new FakeReply { FinishReason = "length" });
        using var client = Models.Client(model, server);

        Assert.Equal(ChatFinishReason.Length, (await client.GetResponseAsync("Write.")).FinishReason);
    }

    [Theory]
    [InlineData("openai/gpt-x", false, "I cannot do that.")]
    [InlineData("openai/gpt-x", true, "I cannot do that.")]
    [InlineData("azure/d", false, "I cannot do that.")]
    [InlineData("compatible/llama", false, "I cannot do that.")]
    [InlineData("anthropic/claude-x", false, "")]
    [InlineData("anthropic/claude-x", true, "")]
    public async Task Reply_ThatRefuses_IsARefusalWithoutText(string model, bool isStream, string words)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Refuses("I cannot do that."));
        using var client = Models.Client(model, server);

        var response = isStream
            ? await client.GetStreamingResponseAsync("Write.").ToChatResponseAsync()
            : await client.GetResponseAsync("Write.");

        Assert.Equal("", response.Text);
        Assert.Equal(ChatFinishReason.ContentFilter, response.FinishReason);
        Assert.Equal(words, ChatRefusal.WordsOf(response));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Reply_StoppedByTheContentFilter_IsARefusal(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(
            new FakeReply { FinishReason = "content_filter", Text = "Half a" }
        );
        using var client = Models.Client(model, server);

        Assert.Equal("Half a", ChatRefusal.WordsOf(await client.GetResponseAsync("Write.")));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Reply_WithEmptyContent_IsAnEmptyAnswer(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says(""));
        using var client = Models.Client(model, server);

        var response = await client.GetResponseAsync("Write.");

        Assert.Equal("", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Null(ChatRefusal.WordsOf(response));
    }
}
