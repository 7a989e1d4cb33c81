#pragma warning disable OPENAI001 // Batches are marked by the SDK as something that may change.
using System.ClientModel;
using System.Text.Json;
using OpenAI;
using OpenAI.Batch;
using OpenAI.Files;

namespace SkillMix.Tests.FakeProvider;

/// <summary>The fake provider's files and batches, driven by the real SDK.</summary>
public sealed class FakeBatchesTests
{
    private const string Lines = """
        {"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[{"role":"user","content":"good"}]}}
        {"custom_id":"b","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[{"role":"user","content":"bad"}]}}
        """;

    [Fact]
    public async Task Batch_OfTwoLines_GivesAnAnswerAndAnError()
    {
        await using var server = await FakeProviderServer.StartAsync(request =>
            request.Body.GetRawText().Contains("good", StringComparison.Ordinal)
                ? FakeReply.Says("fine")
                : FakeReply.Fails(400, "No.")
        );
        var client = new OpenAIClient(new ApiKeyCredential("k"), new() { Endpoint = server.OpenAIAddress });
        OpenAIFile input = await client
            .GetOpenAIFileClient()
            .UploadFileAsync(BinaryData.FromString(Lines), "requests.jsonl", FileUploadPurpose.Batch);

        var create = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                input_file_id = input.Id,
                endpoint = "/v1/chat/completions",
                completion_window = "24h",
            }
        );
        await client.GetBatchClient().CreateBatchAsync(BinaryContent.Create(BinaryData.FromBytes(create)), false);
        var id = Assert.Single(server.Batches.Ids);
        using var first = await Poll(client, id);
        using var second = await Poll(client, id);

        Assert.Equal("in_progress", first.RootElement.GetProperty("status").GetString());
        Assert.Equal("completed", second.RootElement.GetProperty("status").GetString());
        var output = await Download(client, second, "output_file_id");
        var errors = await Download(client, second, "error_file_id");
        Assert.Contains("\"custom_id\":\"a\"", output, StringComparison.Ordinal);
        Assert.Contains("fine", output, StringComparison.Ordinal);
        Assert.Contains("\"custom_id\":\"b\"", errors, StringComparison.Ordinal);
        Assert.Contains("\"status_code\":400", errors, StringComparison.Ordinal);
    }

    private static async Task<JsonDocument> Poll(OpenAIClient client, string id)
    {
        var result = await client.GetBatchClient().GetBatchAsync(id, options: null);
        return JsonDocument.Parse(result.GetRawResponse().Content);
    }

    private static async Task<string> Download(OpenAIClient client, JsonDocument batch, string file)
    {
        BinaryData content = await client
            .GetOpenAIFileClient()
            .DownloadFileAsync(batch.RootElement.GetProperty(file).GetString());
        return content.ToString();
    }
}
