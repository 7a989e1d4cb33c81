#pragma warning disable OPENAI001 // Batches are marked by the SDK as something that may change; their wire format is old and stable.
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAI.Batch;
using OpenAI.Files;

namespace SkillMix.Core.ChatModels;

/// <summary>Hands files of requests to a provider, asks how far they are, and fetches what came of them.</summary>
/// <remarks>
/// Made by <see cref="ChatModelFactory.CreateBatches"/>. Holds no state: a batch is known by its id alone, in a later process too.
/// Nothing is tried again. Every failure is a <see cref="ProviderException"/> without keys; cancellation passes through untouched.
/// </remarks>
public sealed class BatchEndpoint
{
    /// <summary>How often a file that the provider still checks is looked at (Azure does so before it takes a batch).</summary>
    public static TimeSpan FilePace { get; } = TimeSpan.FromSeconds(5);

    private readonly BatchClient _batches;
    private readonly OpenAIFileClient _files;
    private readonly ModelSpec _model;
    private readonly SecretScrubber _scrubber;
    private readonly TimeProvider _clock;

    internal BatchEndpoint(
        BatchClient batches,
        OpenAIFileClient files,
        ModelSpec model,
        SecretScrubber scrubber,
        TimeProvider clock
    )
    {
        _batches = batches;
        _files = files;
        _model = model;
        _scrubber = scrubber;
        _clock = clock;
    }

    /// <summary>Uploads a file of requests and starts a batch of it, to be done within 24 hours.</summary>
    /// <remarks>
    /// The batch is marked with the name and the model, which the provider shows in its list of batches. Cancellation ends the upload;
    /// the request that makes the batch is waited for.
    /// </remarks>
    /// <param name="file">The requests.</param>
    /// <param name="name">Name of the file at the provider, ending in .jsonl: at most 512 letters from a to z, digits, '-', '_' and '.'.</param>
    /// <returns>The id of the batch. Keep it at once: it is the only way back to the replies.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    /// <exception cref="ProviderException">It did not work; where it may have cost, a batch may have been started all the same.</exception>
    public async Task<string> SubmitAsync(BatchFile file, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        await using var lines = ScratchFile();
        await file.WriteAsync(lines, cancellationToken);
        lines.Position = 0;
        return await SubmitAsync(lines, name, cancellationToken);
    }

    /// <summary>The same with lines that were written before.</summary>
    /// <param name="lines">Lines of <see cref="BatchLine.Write"/> in UTF-8, each ended by "\n"; read from where it stands, and stays open.</param>
    /// <param name="name">Name of the file at the provider, ending in .jsonl: at most 512 letters from a to z, digits, '-', '_' and '.'.</param>
    /// <returns>The id of the batch.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    /// <exception cref="ProviderException">It did not work; where it may have cost, a batch may have been started all the same.</exception>
    public async Task<string> SubmitAsync(Stream lines, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, 512, nameof(name));
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new ArgumentException(
                $"'{name}' is no name for an uploaded file: expected letters from a to z, digits, '-', '_' and '.'."
            );
        }

        var file = await UploadAsync(lines, name, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var asked = new JsonObject
        {
            ["input_file_id"] = file,
            ["endpoint"] = BatchLine.Path,
            ["completion_window"] = "24h",
            ["metadata"] = new JsonObject { ["name"] = name, ["model"] = _model.Name },
        };
        using var content = BinaryContent.Create(BinaryData.FromString(asked.ToJsonString()));

        // Given up halfway it could exist, and be charged, without anybody knowing its id.
        var batch = await AskedAsync(
            () => _batches.CreateBatchAsync(content, waitUntilCompleted: false, With(CancellationToken.None)),
            CancellationToken.None
        );
        return batch.BatchId;
    }

    /// <summary>Asks how far a batch is. One request; the caller sets the pace.</summary>
    /// <param name="id">What <see cref="SubmitAsync(BatchFile, string, CancellationToken)"/> gave.</param>
    /// <exception cref="ProviderException">It did not work, or there is no such batch.</exception>
    public Task<BatchState> LookAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return AskedAsync(
            async () => StateIn(await _batches.GetBatchAsync(id, With(cancellationToken))),
            cancellationToken
        );
    }

    /// <summary>Fetches a file of answers or errors as a whole, so that what is read is never half a file.</summary>
    /// <param name="fileId">From a <see cref="BatchState"/>.</param>
    /// <returns>Lines in UTF-8 for <see cref="ReplyFile.Read"/>, in a temporary file that goes when the stream is closed.</returns>
    /// <exception cref="ProviderException">It did not work, there is no such file, or the connection broke off before its end.</exception>
    public async Task<Stream> ReadAsync(string fileId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileId);
        var options = With(cancellationToken);
        options.BufferResponse = false;
        var result = await AskedAsync(() => _files.DownloadFileAsync(fileId, options), cancellationToken);
        using var answer = result.GetRawResponse();
        var file = ScratchFile();
        try
        {
            var buffer = new byte[81_920];
            int read;
            do
            {
                read = await AskedAsync(
                    () => answer.ContentStream!.ReadAsync(buffer, cancellationToken).AsTask(),
                    cancellationToken
                );
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            } while (read > 0);

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops a batch. What was answered by then stays, and is charged for.</summary>
    /// <param name="id">What <see cref="SubmitAsync(BatchFile, string, CancellationToken)"/> gave.</param>
    /// <returns>How it stands now; usually cancelling, which takes some minutes.</returns>
    /// <exception cref="ProviderException">It did not work, there is no such batch, or it is over already.</exception>
    public Task<BatchState> CancelAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return AskedAsync(
            async () =>
            {
                var batch = await CreateBatchOperation.RehydrateAsync(_batches, id, cancellationToken);
                return StateIn(await batch.CancelAsync(With(cancellationToken)));
            },
            cancellationToken
        );
    }

    /// <summary>Uploads, and waits until the provider has looked the file through.</summary>
    private async Task<string> UploadAsync(Stream lines, string name, CancellationToken cancellationToken)
    {
        using var form = new UploadForm(lines, name);
        var (id, status) = await AskedAsync(
            async () => FileIn(await _files.UploadFileAsync(form, form.ContentType, With(cancellationToken))),
            cancellationToken
        );
        while (status is "pending" or "running")
        {
            await Task.Delay(FilePace, _clock, cancellationToken);
            (_, status) = await AskedAsync(
                async () => FileIn(await _files.GetFileAsync(id, With(cancellationToken))),
                cancellationToken
            );
        }

        return status is "error" or "failed"
            ? throw new ProviderException(ProviderFailure.BadRequest, null, $"The file {name} was not taken.")
            : id;
    }

    private static (string Id, string? Status) FileIn(ClientResult answer)
    {
        var file = JsonNode.Parse(answer.GetRawResponse().Content);
        return (Text(file?["id"]) ?? throw No("file"), Text(file?["status"])?.ToLowerInvariant());
    }

    private BatchState StateIn(ClientResult answer)
    {
        var batch = JsonNode.Parse(answer.GetRawResponse().Content);
        var counts = batch?["request_counts"];
        return new(
            Text(batch?["status"]) is { } status ? _scrubber.Clean(status.ToLowerInvariant()) : throw No("batch"),
            Number(counts?["total"]),
            Number(counts?["completed"]),
            Number(counts?["failed"]),
            Text(batch?["output_file_id"]),
            Text(batch?["error_file_id"]),
            ProblemIn(batch?["errors"]?["data"] as JsonArray ?? [])
        );
    }

    /// <summary>The first mistake, the line it is in, and how many more there are.</summary>
    private string? ProblemIn(JsonArray errors)
    {
        if (errors.Count == 0)
        {
            return null;
        }

        var words = Text(errors[0]?["message"]) ?? Text(errors[0]?["code"]) ?? "It does not say why.";
        var line = Number(errors[0]?["line"]) is > 0 and var number ? $"line {number}: " : "";
        return _scrubber.Clean(line + words) + (errors.Count > 1 ? $" (and {errors.Count - 1} more)" : "");
    }

    private static string? Text(JsonNode? node) =>
        node?.GetValueKind() is JsonValueKind.String && node.GetValue<string>() is [_, ..] text ? text : null;

    private static int Number(JsonNode? node) =>
        node?.GetValueKind() is JsonValueKind.Number && node.AsValue().TryGetValue<int>(out var number) ? number : 0;

    private static ProviderException No(string what) =>
        new(ProviderFailure.Malformed, null, $"The answer describes no {what}.");

    private async Task<T> AskedAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (ProviderErrors.IsForeign(exception, cancellationToken))
        {
            throw ProviderErrors.Of(exception, _scrubber);
        }
    }

    private static RequestOptions With(CancellationToken cancellationToken) =>
        new() { CancellationToken = cancellationToken };

    /// <summary>A file of this process alone (on Unix of this user alone) that goes when it is closed.</summary>
    private static FileStream ScratchFile() =>
        new(
            Path.GetTempFileName(),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 4096,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose
        );
}
