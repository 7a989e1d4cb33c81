using System.Text.Json;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.ChatModels;

public sealed class BatchLineTests
{
    /// <summary>With line breaks, as a person writes it.</summary>
    private const string Schema = """
        {
          "type": "object",
          "properties": { "verdict": { "type": "boolean" } },
          "required": ["verdict"],
          "additionalProperties": false
        }
        """;

    [Theory]
    [InlineData("openai/gpt-x")]
    [InlineData("azure/my-deployment")]
    [InlineData("compatible/llama")]
    public async Task Write_RequestWithEverything_HasTheBodyThatTheClientSends(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("{}"));
        using var client = Models.Client(model, server);
        var request = new PendingRequest("a1", model, Conversation, Everything());

        await client.GetResponseAsync(request.Messages, request.Options);

        var sent = Assert.Single(server.Requests);
        var body = LineOf(request).GetProperty("body");
        Assert.True(JsonElement.DeepEquals(sent.Body, body), $"{sent.Body}\n{body}");
        Assert.Contains("repetition_penalty", sent.Fields);
        Assert.Contains(model == "compatible/llama" ? "max_tokens" : "max_completion_tokens", sent.Fields);
    }

    [Theory]
    [InlineData("openai/gpt-x")]
    [InlineData("azure/d")]
    [InlineData("compatible/llama")]
    public async Task Write_RequestWithoutOptions_HasTheBodyThatTheClientSends(string model)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("ok"));
        using var client = Models.Client(model, server);
        var request = new PendingRequest("a1", model, [new(ChatRole.User, "Write.")], null);

        await client.GetResponseAsync(request.Messages);

        var body = LineOf(request).GetProperty("body");
        Assert.True(JsonElement.DeepEquals(Assert.Single(server.Requests).Body, body), body.GetRawText());
    }

    [Fact]
    public void Write_AnyRequest_IsOpenAIsForm()
    {
        var request = new PendingRequest("a1", "openai/gpt-x", [new(ChatRole.User, "Don't — 書け")], null);

        Assert.Equal(
            """{"custom_id":"a1","method":"POST","url":"/v1/chat/completions","body":{"model":"gpt-x","messages":[{"role":"user","content":"Don't — 書け"}]}}""",
            Sorted(BatchLine.Write(request, ModelSpec.FromName("openai/gpt-x")))
        );
    }

    [Fact]
    public void Write_TextsAndSchemaWithLineBreaks_IsOneLine()
    {
        var request = new PendingRequest(
            "a1",
            "openai/gpt-x",
            [new(ChatRole.User, "one\ntwo\r\nthree\u2028four\u0085five")],
            Everything()
        );

        var line = BatchLine.Write(request, ModelSpec.FromName("openai/gpt-x"));

        Assert.DoesNotContain(line, c => c is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085');
        using var read = JsonDocument.Parse(line);
        Assert.Equal(
            "one\ntwo\r\nthree\u2028four\u0085five",
            read.RootElement.GetProperty("body").GetProperty("messages")[0].GetProperty("content").GetString()
        );
    }

    [Fact]
    public void Write_RequestWithNotes_LeavesThemOutAndInPlace()
    {
        var options = new ChatOptions { AdditionalProperties = new() { [RequestNotes.Round] = 2 } };
        var request = new PendingRequest("a1", "openai/gpt-x", Conversation, options);

        Assert.DoesNotContain("skillmix", LineOf(request).GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Single(options.AdditionalProperties);
    }

    [Fact]
    public void Write_ModelUnderAnotherNameAtItsServer_NamesThat()
    {
        var model = ModelSpec.FromName("compatible/llama") with { Model = "llama-3:8b" };
        using var line = JsonDocument.Parse(BatchLine.Write(new("a1", "compatible/llama", Conversation, null), model));

        Assert.Equal("llama-3:8b", line.RootElement.GetProperty("body").GetProperty("model").GetString());
    }

    [Fact]
    public void Write_ForAnthropic_SaysThatItTakesNone()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            LineOf(new("a1", "anthropic/claude-x", Conversation, null))
        );

        Assert.StartsWith("anthropic/claude-x takes no batches", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ForAnotherModel_IsRefused() =>
        Assert.Equal(
            "The request 'a1' is for openai/gpt-x, not for openai/gpt-y.",
            Assert
                .Throws<ArgumentException>(() =>
                    BatchLine.Write(new("a1", "openai/gpt-x", Conversation, null), ModelSpec.FromName("openai/gpt-y"))
                )
                .Message
        );

    [Fact]
    public void Write_ContentThatIsNoText_IsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            LineOf(
                new(
                    "a1",
                    "openai/gpt-x",
                    [new(ChatRole.User, [new UriContent("https://a.example/b.png", "image/png")])],
                    null
                )
            )
        );

    private static ChatMessage[] Conversation { get; } =
    [
        new(ChatRole.System, "Be brief."),
        new(ChatRole.User, "Write \"it\" <now>."),
        new(ChatRole.Assistant, "No."),
        new(ChatRole.User, "Über alles.\nPlease."),
    ];

    private static ChatOptions Everything()
    {
        using var schema = JsonDocument.Parse(Schema);
        return new()
        {
            Temperature = 0.7f,
            TopP = 0.95f,
            Seed = 42,
            MaxOutputTokens = 512,
            StopSequences = ["END"],
            FrequencyPenalty = 0.5f,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement.Clone(), "grade"),
            AdditionalProperties = new() { ["repetition_penalty"] = 1.1, [RequestNotes.Item] = "text 7" },
        };
    }

    private static JsonElement LineOf(PendingRequest request)
    {
        using var line = JsonDocument.Parse(BatchLine.Write(request, ModelSpec.FromName(request.Model)));
        return line.RootElement.Clone();
    }

    /// <summary>The line with the model before the messages, which is where a person looks for it.</summary>
    private static string Sorted(string line)
    {
        const string Model = "\"model\":\"gpt-x\"";
        return line.Replace("," + Model, "", StringComparison.Ordinal)
            .Replace("\"body\":{", "\"body\":{" + Model + ",", StringComparison.Ordinal);
    }
}
