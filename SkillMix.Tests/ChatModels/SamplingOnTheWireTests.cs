using System.Text.Json;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.ChatModels;

public sealed class SamplingOnTheWireTests
{
    [Theory]
    [InlineData("openai/gpt-x", "temperature", "0.7")]
    [InlineData("azure/d", "temperature", "0.7")]
    [InlineData("compatible/llama", "temperature", "0.7")]
    [InlineData("anthropic/claude-x", "temperature", "0.7")]
    [InlineData("openai/gpt-x", "top_p", "0.95")]
    [InlineData("azure/d", "top_p", "0.95")]
    [InlineData("compatible/llama", "top_p", "0.95")]
    [InlineData("anthropic/claude-x", "top_p", "0.95")]
    [InlineData("openai/gpt-x", "max_completion_tokens", "512")]
    [InlineData("azure/d", "max_completion_tokens", "512")]
    [InlineData("compatible/llama", "max_tokens", "512")]
    [InlineData("anthropic/claude-x", "max_tokens", "512")]
    [InlineData("openai/gpt-x", "seed", "42")]
    [InlineData("azure/d", "seed", "42")]
    [InlineData("compatible/llama", "seed", "42")]
    [InlineData("anthropic/claude-x", "seed", null)]
    [InlineData("openai/gpt-x", "stop", """["END","STOP"]""")]
    [InlineData("azure/d", "stop", """["END","STOP"]""")]
    [InlineData("compatible/llama", "stop", """["END","STOP"]""")]
    [InlineData("anthropic/claude-x", "stop_sequences", """["END","STOP"]""")]
    [InlineData("openai/gpt-x", "frequency_penalty", "0.5")]
    [InlineData("azure/d", "frequency_penalty", "0.5")]
    [InlineData("compatible/llama", "frequency_penalty", "0.5")]
    [InlineData("openai/gpt-x", "presence_penalty", "0.25")]
    [InlineData("azure/d", "presence_penalty", "0.25")]
    [InlineData("compatible/llama", "presence_penalty", "0.25")]
    [InlineData("compatible/llama", "top_k", "40")]
    [InlineData("anthropic/claude-x", "top_k", "40")]
    [InlineData("compatible/llama", "repetition_penalty", "1.1")]
    [InlineData("compatible/llama", "min_p", "0.05")]
    public async Task Field_ThatIsSet_IsSentAsItIs(string model, string field, string? expected)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("ok"));
        using var client = Models.Client(model, server);

        await client.GetResponseAsync("Write.", With(field));

        Assert.Equal(expected, Assert.Single(server.Requests).Field(field));
    }

    [Theory]
    [InlineData("openai/gpt-x", "messages,model")]
    [InlineData("azure/d", "messages,model")]
    [InlineData("compatible/llama", "messages,model")]
    [InlineData("anthropic/claude-x", "max_tokens,messages,model")]
    public async Task Fields_NoneIsSet_NoneIsSent(string model, string expected)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("ok"));
        using var client = Models.Client(model, server);

        await client.GetResponseAsync("Write.");

        Assert.Equal(expected, string.Join(',', Assert.Single(server.Requests).Fields));
    }

    [Theory]
    [InlineData("openai/gpt-x", "/v1/chat/completions", "gpt-x")]
    [InlineData("azure/my-deployment", "/openai/v1/chat/completions", "my-deployment")]
    [InlineData("compatible/llama", "/v1/chat/completions", "llama")]
    [InlineData("anthropic/claude-x", "/v1/messages", "claude-x")]
    public async Task Request_OfAProvider_GoesToItsPathWithItsModelAndKey(string model, string path, string sent)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("ok"));
        using var client = Models.Client(model, server);

        await client.GetResponseAsync("Write.");

        var request = Assert.Single(server.Requests);
        Assert.Equal((path, sent, Models.Key), (request.Path, request.Model, request.Key));
    }

    [Theory]
    [InlineData("openai/gpt-x")]
    [InlineData("azure/d")]
    [InlineData("compatible/llama")]
    public async Task Conversation_OfTwoTurns_IsSentInOrder(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("ok"));
        using var client = Models.Client(model, server);

        await client.GetResponseAsync([
            new(ChatRole.System, "s"),
            new(ChatRole.User, "a"),
            new(ChatRole.Assistant, "b"),
            new(ChatRole.User, "c"),
        ]);

        Assert.Equal(
            """[{"role":"system","content":"s"},{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c"}]""",
            Assert.Single(server.Requests).Field("messages")
        );
    }

    [Fact]
    public async Task Conversation_ForAnthropic_HasItsSystemPromptApart()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("ok"));
        using var client = Models.Client("anthropic/claude-x", server);

        await client.GetResponseAsync([new(ChatRole.System, "be brief"), new(ChatRole.User, "a")]);

        var request = Assert.Single(server.Requests);
        Assert.Contains("be brief", request.Field("system"), StringComparison.Ordinal);
        Assert.DoesNotContain("be brief", request.Field("messages"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai/gpt-x", "response_format")]
    [InlineData("azure/d", "response_format")]
    [InlineData("compatible/llama", "response_format")]
    [InlineData("anthropic/claude-x", "output_config")]
    public async Task Schema_OfTheReply_IsSent(string model, string field)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("{}"));
        using var client = Models.Client(model, server);
        using var schema = JsonDocument.Parse(
            """{"type":"object","properties":{"verdict":{"type":"boolean"}},"required":["verdict"],"additionalProperties":false}"""
        );

        await client.GetResponseAsync(
            "Grade.",
            new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement, "grade") }
        );

        var sent = Assert.Single(server.Requests).Field(field);
        Assert.NotNull(sent);
        Assert.Contains("json_schema", sent, StringComparison.Ordinal);
        Assert.Contains("\"verdict\"", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anthropic_AllItsFieldsAtOnce_AreSentOnceBesideTheConversation()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("ok"));
        using var client = Models.Client("anthropic/claude-x", server);
        var options = new ChatOptions
        {
            Temperature = 0.7f,
            TopP = 0.95f,
            TopK = 40,
            MaxOutputTokens = 512,
            StopSequences = ["END"],
        };

        await client
            .GetStreamingResponseAsync([new(ChatRole.System, "s"), new(ChatRole.User, "a")], options)
            .ToListAsync();

        var request = Assert.Single(server.Requests);
        Assert.Equal(
            "max_tokens,messages,model,stop_sequences,stream,system,temperature,top_k,top_p",
            string.Join(',', request.Fields)
        );
        Assert.Equal(("512", "0.7"), (request.Field("max_tokens"), request.Field("temperature")));
        Assert.Equal(1, request.Body.GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Notes_OfTheProgram_AreNeverSent()
    {
        foreach (var model in Models.Names)
        {
            await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("ok"));
            using var client = Models.Client(model, server);
            var options = new ChatOptions
            {
                AdditionalProperties = new() { [RequestNotes.Round] = 2, [RequestNotes.Item] = "text 7" },
            };

            await client.GetResponseAsync("Write.", options);

            var request = Assert.Single(server.Requests);
            Assert.DoesNotContain("skillmix", request.Body.GetRawText(), StringComparison.OrdinalIgnoreCase);
            Assert.Equal(2, options.AdditionalProperties.Count);
        }
    }

    [Theory]
    [InlineData("repetition_penalty")]
    [InlineData("frequency_penalty")]
    public async Task Field_ThatTheProviderWouldDrop_IsRefused(string field)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("ok"));
        using var client = Models.Client("anthropic/claude-x", server);

        var exception = await Assert.ThrowsAsync<ArgumentException>(() =>
            client.GetResponseAsync("Write.", With(field))
        );

        Assert.Equal($"anthropic/… has no option '{field}'; leave it out or take another model.", exception.Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Request_ToALocalServerWithoutAKey_CarriesNone()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("ok"));
        var model = ModelSpec.FromName("compatible/llama") with
        {
            Endpoint = server.OpenAIAddress,
            Model = "llama-3:8b",
        };
        using var client = ChatModelFactory.Create(model, new EnvironmentKeys(_ => null));

        await client.GetResponseAsync("Write.");

        var request = Assert.Single(server.Requests);
        Assert.Null(request.Key);
        Assert.Equal("llama-3:8b", request.Model);
    }

    private static ChatOptions With(string field) =>
        field switch
        {
            "temperature" => new() { Temperature = 0.7f },
            "top_p" => new() { TopP = 0.95f },
            "top_k" => new() { TopK = 40 },
            "seed" => new() { Seed = 42 },
            "stop" or "stop_sequences" => new() { StopSequences = ["END", "STOP"] },
            "frequency_penalty" => new() { FrequencyPenalty = 0.5f },
            "presence_penalty" => new() { PresencePenalty = 0.25f },
            "repetition_penalty" => new() { AdditionalProperties = new() { ["repetition_penalty"] = 1.1 } },
            "min_p" => new() { AdditionalProperties = new() { ["min_p"] = 0.05 } },
            _ => new() { MaxOutputTokens = 512 },
        };
}
