using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Tests.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.Runs;

public sealed class ModelDirectoryTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Open_WithRequestsPerMinute_LetsTheNextRequestWaitThoughItIsOfAnotherModel()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("words"));
        var models = Directory(server, new RunPace(RequestsPerMinute: 1));
        using var one = models.Open("compatible/one", new Budget(new()));
        using var other = models.Open("compatible/other", new Budget(new()));

        await one.GetResponseAsync("?");
        var second = other.GetResponseAsync("?");

        Assert.Equal(TimeSpan.FromMinutes(1), await _clock.SomebodyWaitsAsync());
        Assert.Single(server.Requests);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("words", (await second).Text);
    }

    [Fact]
    public async Task Open_WithTokensPerMinute_LetsTheNextRequestWait()
    {
        await using var server = await FakeProviderServer.StartAsync(
            new FakeReply { InputTokens = 60, OutputTokens = 60 }
        );
        using var model = Directory(server, new RunPace(TokensPerMinute: 60)).Open("compatible/one", new Budget(new()));

        await model.GetResponseAsync("?");
        _ = model.GetResponseAsync("?");

        Assert.NotEqual(TimeSpan.Zero, await _clock.SomebodyWaitsAsync());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Open_WithOneTry_AsksNobodyAgain()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Fails(500));
        using var model = Directory(server, new RunPace(Tries: 1)).Open("compatible/one", new Budget(new()));

        await Assert.ThrowsAsync<ProviderException>(() => model.GetResponseAsync("?"));

        Assert.Single(server.Requests);
    }

    [Fact]
    public void Describe_AModelWhoseTrainingTextsAGraderChose_PassesThatOn()
    {
        var directory = new ModelDirectory(
            ModelsFile.Parse("models: [{ name: compatible/tuned, filtered-by: [openai/gpt-4] }]"),
            new EnvironmentKeys(_ => null),
            RunPace.Default,
            _clock
        );

        Assert.Equal(["openai/gpt-4"], directory.Describe("compatible/tuned").FilteredBy);
    }

    private ModelDirectory Directory(FakeProviderServer server, RunPace pace) =>
        new(
            ModelsFile.Parse(
                string.Concat(
                    "models:\n",
                    $"  - name: compatible/one\n    endpoint: {server.OpenAIAddress}\n",
                    $"  - name: compatible/other\n    endpoint: {server.OpenAIAddress}\n"
                )
            ),
            new EnvironmentKeys(_ => null),
            pace,
            _clock
        );
}
