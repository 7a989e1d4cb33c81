using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;

namespace SkillMix.Tests.ChatModels;

public sealed class ScriptedChatClientTests
{
    [Fact]
    public async Task GetResponse_TwoReplies_PlaysThemInOrder()
    {
        using var model = new ScriptedChatClient("first", "second");

        Assert.Equal("first", (await model.GetResponseAsync("a")).Text);
        Assert.Equal("second", (await model.GetResponseAsync("b")).Text);
    }

    [Fact]
    public async Task GetResponse_ScriptIsAtItsEnd_SaysSo()
    {
        using var model = new ScriptedChatClient("only");
        await model.GetResponseAsync("a");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => model.GetResponseAsync("b"));

        Assert.Equal(
            "The script holds 1 replies, but request 2 came; add a reply or ask less often.",
            exception.Message
        );
    }

    [Fact]
    public async Task GetResponse_Function_MakesTheReplyFromTheRequest()
    {
        using var model = new ScriptedChatClient(request =>
            $"{request.Messages.Count} at {request.Options?.Temperature}"
        );

        var response = await model.GetResponseAsync("a", new ChatOptions { Temperature = 0.5f });

        Assert.Equal("1 at 0.5", response.Text);
    }

    [Fact]
    public async Task Requests_AfterTwoCalls_HoldMessagesAndOptions()
    {
        using var model = new ScriptedChatClient(_ => "yes");
        await model.GetResponseAsync("a", new ChatOptions { Seed = 7 });
        await model.GetResponseAsync([new(ChatRole.User, "b"), new(ChatRole.Assistant, "c"), new(ChatRole.User, "d")]);

        Assert.Equal(2, model.Requests.Count);
        Assert.Equal(7, model.Requests[0].Options?.Seed);
        Assert.Equal(["b", "c", "d"], model.Requests[1].Messages.Select(message => message.Text));
    }

    [Fact]
    public async Task GetStreamingResponse_AddsUpToTheReply()
    {
        using var model = new ScriptedChatClient("all of it");

        var response = await model.GetStreamingResponseAsync("a").ToChatResponseAsync();

        Assert.Equal("all of it", response.Text);
    }

    [Fact]
    public async Task GetResponse_AlreadyCancelled_Throws()
    {
        using var model = new ScriptedChatClient("never");

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            model.GetResponseAsync("a", cancellationToken: new CancellationToken(canceled: true))
        );
        Assert.Empty(model.Requests);
    }
}
