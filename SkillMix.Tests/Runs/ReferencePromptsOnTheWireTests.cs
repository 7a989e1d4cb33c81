using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage;
using SkillMix.Tests.ChatModels;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Prompts;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

/// <summary>A whole run with the verbatim prompts of an imported one, against every provider over HTTP.</summary>
public sealed class ReferencePromptsOnTheWireTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ReferenceTheory]
    [InlineData("openai/gpt-x", "temperature", "0.7")]
    [InlineData("openai/gpt-x", "max_completion_tokens", "512")]
    [InlineData("openai/gpt-x", "top_p", "0.95")]
    [InlineData("azure/d", "temperature", "0.7")]
    [InlineData("azure/d", "max_completion_tokens", "512")]
    [InlineData("azure/d", "top_p", "0.95")]
    [InlineData("anthropic/claude-x", "temperature", "0.7")]
    [InlineData("anthropic/claude-x", "max_tokens", "512")]
    [InlineData("anthropic/claude-x", "top_p", "0.95")]
    [InlineData("compatible/llama", "temperature", "0.7")]
    [InlineData("compatible/llama", "max_tokens", "512")]
    [InlineData("compatible/llama", "top_p", "0.95")]
    [InlineData("compatible/llama", "repetition_penalty", "1.05")]
    public async Task Field_OfTheSpec_IsOnEveryRequestOfTheStudentAsItIs(string model, string field, string sent)
    {
        var requests = await RunAsync(model, Spec(model));

        Assert.Equal(10, requests.Count);
        Assert.All(requests, request => Assert.Equal(sent, request.Field(field)));
    }

    [ReferenceTheory]
    [InlineData("openai/gpt-x", "max_completion_tokens,messages,model,temperature,top_p")]
    [InlineData("azure/d", "max_completion_tokens,messages,model,temperature,top_p")]
    [InlineData("anthropic/claude-x", "max_tokens,messages,model,system,temperature,top_p")]
    [InlineData("compatible/llama", "max_tokens,messages,model,repetition_penalty,temperature,top_p")]
    public async Task Fields_ThatTheSpecDoesNotName_AreNotSent(string model, string fields)
    {
        var requests = await RunAsync(model, Spec(model));

        Assert.All(requests, request => Assert.Equal(fields, string.Join(',', request.Fields)));
    }

    [ReferenceTheory]
    [InlineData("openai/gpt-x", "messages,model")]
    [InlineData("azure/d", "messages,model")]
    [InlineData("anthropic/claude-x", "max_tokens,messages,model")]
    [InlineData("compatible/llama", "messages,model")]
    public async Task Fields_WhereTheSpecLeavesAllToTheProvider_AreThoseItCannotDoWithout(string model, string fields)
    {
        var requests = await RunAsync(
            model,
            Spec(model) with
            {
                Temperature = null,
                MaxTokens = null,
                TopP = null,
                RepetitionPenalty = null,
                SystemPrompt = null,
            }
        );

        Assert.All(requests, request => Assert.Equal(fields, string.Join(',', request.Fields)));
    }

    [ReferenceTheory]
    [InlineData("openai/gpt-x")]
    [InlineData("azure/d")]
    [InlineData("anthropic/claude-x")]
    [InlineData("compatible/llama")]
    public async Task Messages_AreTheReleasedPromptsToTheLetterBehindTheSystemPrompt(string model)
    {
        var released = ReleasedRuns.Generations().SelectMany(generation => generation.Prompts).ToHashSet();

        var requests = await RunAsync(model, Spec(model));

        Assert.All(
            requests,
            request =>
            {
                var said = request
                    .Body.GetProperty("messages")
                    .EnumerateArray()
                    .Select(message => (Role: message.GetProperty("role").GetString(), Text: Text(message)))
                    .ToList();
                Assert.All(
                    said.Where(message => message.Role == "user"),
                    message => Assert.Contains(message.Text, released)
                );
                Assert.Contains("You are a helpful assistant.", request.Body.ToString(), StringComparison.Ordinal);
            }
        );
    }

    /// <summary>What the papers asked, and two fields that they left alone.</summary>
    private static RunDesign Spec(string model) =>
        new()
        {
            Name = "as released",
            Catalogue = ReferenceData.Folder!,
            Ks = [3],
            Tuples = 5,
            Mode = SamplingMode.Reference,
            Students = [model],
            WritePrompt = RunDesign.StoredPrompt + "48dcc563",
            RevisePrompt = RunDesign.StoredPrompt + "26802aae",
            Rounds = 1,
            Temperature = 0.7,
            MaxTokens = 512,
            TopP = 0.95,
            RepetitionPenalty = model.StartsWith("compatible/", StringComparison.Ordinal) ? 1.05 : null,
            SystemPrompt = "You are a helpful assistant.",
            Graders = [],
        };

    private async Task<IReadOnlyList<FakeRequest>> RunAsync(string model, RunDesign design)
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Says("Answer: A text."));
        using var file = _folder.NewStore();
        var store = new SqliteRunStore(file, TimeProvider.System);
        await new ReferenceImporter(store).ImportAsync(ReferenceData.Folder!, "released", null, default);
        var prepared = PreparedRun.From(design, ".", await store.PromptsAsync(default));
        var models = new ModelDirectory(new([]), Models.Keys(server), design.Pace, TimeProvider.System);
        var pipeline = new RunPipeline(store, models, RunHolder.Me("test"), TimeProvider.System);

        await new RunBook(store, models).DoAsync(prepared, prepared.Terms, pipeline, null, default);

        return server.Requests;
    }

    private static string Text(System.Text.Json.JsonElement message)
    {
        var content = message.GetProperty("content");
        return content.ValueKind == System.Text.Json.JsonValueKind.String
            ? content.GetString()!
            : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
    }
}
