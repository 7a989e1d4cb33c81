using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Dashboard.Pages.Models;
using SkillMix.Tests.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.Dashboard;

public sealed class TestReplyTests
{
    private const string Variable = "SKILLMIX_LLAMA_API_KEY";

    private static readonly ModelSpec Llama = new("compatible/llama", Provider.Compatible, "llama-3:8b")
    {
        Endpoint = new("http://127.0.0.1:9/v1"),
        KeyVariable = Variable,
    };

    [Fact]
    public async Task AskAsync_AModelThatAnswers_IsOneRequestWithItsPrice()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("Hello to you, my friend."));
        var model = Llama with { Endpoint = server.OpenAIAddress, PriceIn = 1, PriceOut = 2 };

        var reply = await TestReply.AskAsync(model, With(Models.Key), TimeProvider.System, default);

        var answer = Assert.IsType<TestReply.Answered>(reply);
        Assert.Equal(("Hello to you, my friend.", false), (answer.Text, answer.IsRefusal));
        Assert.Equal((answer.TokensIn + (2 * answer.TokensOut)) / 1_000_000m, answer.Price);
        var request = Assert.Single(server.Requests);
        Assert.Equal((Models.Key, "64"), (request.Key, request.Field("max_tokens")));
    }

    [Fact]
    public async Task AskAsync_AModelThatFails_SaysTheProvidersWordsWithoutTheKeyAndIsNotTriedAgain()
    {
        await using var server = await FakeProviderServer.StartAsync(
            FakeReply.Fails(401, $"Incorrect API key provided: {Models.Key}.")
        );
        var model = Llama with { Endpoint = server.OpenAIAddress };

        var reply = await TestReply.AskAsync(model, With(Models.Key), TimeProvider.System, default);

        var sentence = Assert.IsType<TestReply.Failed>(reply).Sentence;
        Assert.Contains("Incorrect API key provided", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(Models.Key, sentence, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AskAsync_WithoutAKey_NamesTheVariable()
    {
        var reply = await TestReply.AskAsync(Llama, With(null), TimeProvider.System, default);

        Assert.Contains(Variable, Assert.IsType<TestReply.Failed>(reply).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAsync_AReplyWithoutEnd_IsCut()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says(new('x', 100_000)));

        var reply = await TestReply.AskAsync(
            Llama with
            {
                Endpoint = server.OpenAIAddress,
            },
            With(Models.Key),
            TimeProvider.System,
            default
        );

        Assert.InRange(Assert.IsType<TestReply.Answered>(reply).Text.Length, 1000, 3000);
    }

    [Fact]
    public async Task AskAsync_ARefusal_IsShownAsOne()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Refuses("I would rather not."));

        var reply = await TestReply.AskAsync(
            Llama with
            {
                Endpoint = server.OpenAIAddress,
            },
            With(Models.Key),
            TimeProvider.System,
            default
        );

        var answer = Assert.IsType<TestReply.Answered>(reply);
        Assert.Equal(("I would rather not.", true), (answer.Text, answer.IsRefusal));
    }

    private static Func<ModelSpec, TimeSpan, IChatClient> With(string? key) =>
        (model, patience) => ChatModelFactory.Create(model, new EnvironmentKeys(_ => key), patience);
}
