using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SkillMix.Tests.FakeProvider;

/// <summary>OpenAI's files and batches in memory. A batch is a step further with every poll: validating, in progress, completed.</summary>
/// <param name="script">Answers the lines of a batch as it answers single requests.</param>
public sealed class FakeBatches(Func<FakeRequest, FakeReply> script)
{
    private readonly ConcurrentDictionary<string, (JsonObject Record, string Content)> _files = new();
    private readonly ConcurrentDictionary<string, JsonObject> _batches = new();
    private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _ids;

    /// <summary>Polls that find a batch still in work.</summary>
    public int PollsInWork { get; set; } = 1;

    /// <summary>Looks that an uploaded file takes until it is processed; until then it is pending, as Azure's are at first.</summary>
    public int LooksUntilProcessed { get; set; }

    /// <summary>What every call gets from now on instead of an answer; null for answers.</summary>
    public FakeReply? Trouble { get; set; }

    /// <summary>What has to happen before somebody who made a batch is told its id; null for nothing.</summary>
    public Task? Gate { get; set; }

    /// <summary>Ends when there is a batch, which somebody who waits behind the gate does not know yet.</summary>
    public Task Made => _made.Task.WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>The last key that a call came with; null for none.</summary>
    public string? Key { get; private set; }

    /// <summary>Contents of all files by id: uploaded ones and results.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        _files.ToDictionary(file => file.Key, file => file.Value.Content, StringComparer.Ordinal);

    /// <summary>Ids of the batches made so far.</summary>
    public IReadOnlyList<string> Ids => [.. _batches.Keys.Order(StringComparer.Ordinal)];

    /// <summary>From now on nobody knows the batch.</summary>
    public void Lose(string id) => Assert.True(_batches.TryRemove(id, out _));

    /// <summary>A batch as the provider keeps it.</summary>
    public JsonElement Batch(string id) => JsonSerializer.SerializeToElement(_batches[id]);

    /// <summary>What the provider was told about a file: name, purpose, length.</summary>
    public JsonElement File(string id) => JsonSerializer.SerializeToElement(_files[id].Record);

    internal void Map(IEndpointRouteBuilder app, string root)
    {
        app.MapPost($"{root}/files", Answered(UploadAsync));
        app.MapGet($"{root}/files/{{id}}", Answered(c => FileAsync(c, Looked)));
        app.MapGet($"{root}/files/{{id}}/content", Answered(c => FileAsync(c, file => file.Content)));
        app.MapPost($"{root}/batches", Answered(CreateAsync));
        app.MapGet($"{root}/batches/{{id}}", Answered(c => BatchAsync(c, Advance)));
        app.MapPost($"{root}/batches/{{id}}/cancel", Answered(c => BatchAsync(c, Cancel)));
    }

    private RequestDelegate Answered(RequestDelegate answer) =>
        async context =>
        {
            var bearer = context.Request.Headers.Authorization.ToString();
            Key = bearer.Length == 0 ? null : bearer["Bearer ".Length..];
            if (Trouble is { } trouble)
            {
                using var nothing = JsonDocument.Parse("""{"model":"m"}""");
                var request = new FakeRequest(
                    context.Request.Path,
                    new Dictionary<string, string>(),
                    Key,
                    nothing.RootElement
                );
                await (trouble.Gate ?? Task.CompletedTask).WaitAsync(context.RequestAborted);
                await FakeDelivery.SendAsync(context, OpenAIWire.Instance, request, trouble);
                return;
            }

            await answer(context);
        };

    private string Looked((JsonObject Record, string Content) file)
    {
        LooksUntilProcessed = Math.Max(0, LooksUntilProcessed - 1);
        var record = file.Record.DeepClone();
        record["status"] = FileStatus;
        return record.ToJsonString();
    }

    private string FileStatus => LooksUntilProcessed > 0 ? "pending" : "processed";

    private async Task UploadAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        using var reader = new StreamReader(form.Files["file"]!.OpenReadStream());
        var file = Keep(await reader.ReadToEndAsync(), form.Files["file"]!.FileName, form["purpose"].ToString());
        await WriteAsync(context, file.ToJsonString());
    }

    private JsonObject Keep(string content, string name, string purpose)
    {
        var id = $"file-{Interlocked.Increment(ref _ids)}";
        var record = new JsonObject
        {
            ["id"] = id,
            ["object"] = "file",
            ["bytes"] = Encoding.UTF8.GetByteCount(content),
            ["created_at"] = 1_700_000_000,
            ["filename"] = name,
            ["purpose"] = purpose,
            ["status"] = FileStatus,
        };
        _files[id] = (record, content);
        return record;
    }

    private async Task FileAsync(HttpContext context, Func<(JsonObject Record, string Content), string> part)
    {
        if (_files.TryGetValue((string)context.GetRouteValue("id")!, out var file))
        {
            await WriteAsync(context, part(file));
            return;
        }

        await NotFoundAsync(context);
    }

    private async Task CreateAsync(HttpContext context)
    {
        var asked = (await JsonNode.ParseAsync(context.Request.Body))!;
        var input = asked["input_file_id"]!.GetValue<string>();
        if (!_files.ContainsKey(input))
        {
            await NotFoundAsync(context);
            return;
        }

        var id = $"batch_{Interlocked.Increment(ref _ids)}";
        var batch = new JsonObject
        {
            ["id"] = id,
            ["object"] = "batch",
            ["endpoint"] = asked["endpoint"]?.DeepClone(),
            ["input_file_id"] = input,
            ["completion_window"] = asked["completion_window"]?.DeepClone(),
            ["status"] = "validating",
            ["output_file_id"] = null,
            ["error_file_id"] = null,
            ["created_at"] = 1_700_000_000,
            ["request_counts"] = Counts(0, 0, 0),
            ["metadata"] = asked["metadata"]?.DeepClone(),
            ["polls"] = 0,
        };
        _batches[id] = batch;
        _made.TrySetResult();
        await (Gate ?? Task.CompletedTask).WaitAsync(context.RequestAborted);
        await WriteAsync(context, batch.ToJsonString());
    }

    private async Task BatchAsync(HttpContext context, Action<JsonObject> change)
    {
        if (!_batches.TryGetValue((string)context.GetRouteValue("id")!, out var batch))
        {
            await NotFoundAsync(context);
            return;
        }

        string json;
        lock (batch)
        {
            change(batch);
            json = batch.ToJsonString();
        }

        await WriteAsync(context, json);
    }

    private void Advance(JsonObject batch)
    {
        var polls = batch["polls"]!.GetValue<int>() + 1;
        batch["polls"] = polls;
        if (batch["status"]!.GetValue<string>() is not ("validating" or "in_progress"))
        {
            return;
        }

        if (polls <= PollsInWork)
        {
            batch["status"] = "in_progress";
            return;
        }

        Complete(batch);
    }

    private static void Cancel(JsonObject batch)
    {
        if (batch["status"]!.GetValue<string>() is "validating" or "in_progress")
        {
            batch["status"] = "cancelled";
        }
    }

    private void Complete(JsonObject batch)
    {
        var lines = _files[batch["input_file_id"]!.GetValue<string>()]
            .Content.Split('\n')
            .Where(line => line.Trim() != "");
        List<string> answers = [];
        List<string> errors = [];
        try
        {
            foreach (var line in lines.Select(line => JsonDocument.Parse(line).RootElement))
            {
                var (isAnswer, result) = AnswerTo(line);
                (isAnswer ? answers : errors).Add(result.ToJsonString());
            }
        }
        catch (JsonException)
        {
            batch["status"] = "failed";
            batch["errors"] = JsonNode.Parse(
                """{"object":"list","data":[{"code":"invalid_json_line","message":"A line is no JSON.","line":null,"param":null}]}"""
            );
            return;
        }

        batch["status"] = "completed";
        batch["request_counts"] = Counts(answers.Count + errors.Count, answers.Count, errors.Count);
        batch["output_file_id"] = ResultOf(answers, "output.jsonl");
        batch["error_file_id"] = ResultOf(errors, "errors.jsonl");
    }

    private JsonNode? ResultOf(List<string> lines, string name) =>
        lines.Count == 0 ? null : Keep(string.Join('\n', lines) + "\n", name, "batch_output")["id"]!.DeepClone();

    private (bool IsAnswer, JsonObject Line) AnswerTo(JsonElement line)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = new FakeRequest(line.GetProperty("url").GetString()!, headers, null, line.GetProperty("body"));
        var reply = script(request);
        var result = new JsonObject
        {
            ["id"] = $"batch_req_{Interlocked.Increment(ref _ids)}",
            ["custom_id"] = line.GetProperty("custom_id").GetString(),
            ["response"] = null,
            ["error"] = null,
        };
        if (reply.Fault is not FakeFault.None)
        {
            result["error"] = new JsonObject { ["code"] = "batch_expired", ["message"] = "Not done in time." };
            return (false, result);
        }

        var wire = OpenAIWire.Instance;
        result["response"] = new JsonObject
        {
            ["status_code"] = reply.Status,
            ["request_id"] = "req_1",
            ["body"] = JsonSerializer.SerializeToNode(
                reply.Status == 200 ? wire.Body(request, reply) : wire.Error(reply)
            ),
        };
        return (reply.Status == 200, result);
    }

    private static JsonObject Counts(int total, int completed, int failed) =>
        new()
        {
            ["total"] = total,
            ["completed"] = completed,
            ["failed"] = failed,
        };

    private static Task WriteAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = 404;
        return WriteAsync(
            context,
            """{"error":{"message":"There is no such thing.","type":"invalid_request_error"}}"""
        );
    }
}
