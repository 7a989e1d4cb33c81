using System.Text;

namespace SkillMix.Core.ChatModels;

/// <summary>Requests to one model that fit into one file.</summary>
/// <param name="Model">The model that all of them ask.</param>
/// <param name="Requests">The requests, at least one, in the order of their lines; no two have the same id.</param>
/// <param name="Bytes">Length of the file.</param>
public sealed record BatchFile(ModelSpec Model, IReadOnlyList<PendingRequest> Requests, long Bytes)
{
    /// <summary>Deals requests out to as few files as their order allows. The files are made one by one as they are taken.</summary>
    /// <remarks>Requests of the same id are the same request; it is written once.</remarks>
    /// <param name="requests">All for the same model.</param>
    /// <param name="limits">How much a file may hold; null for <see cref="BatchLimits.Of"/> the model.</param>
    /// <returns>The files in the order of the requests; none where there are no requests.</returns>
    /// <exception cref="InvalidOperationException">The provider takes no batches in this form.</exception>
    /// <exception cref="ArgumentException">A request cannot be written, or is longer than a whole file may be.</exception>
    public static IEnumerable<BatchFile> Split(
        IEnumerable<PendingRequest> requests,
        ModelSpec model,
        BatchLimits? limits = null
    )
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(model);
        BatchLine.ThrowIfWithoutBatches(model);
        limits ??= BatchLimits.Of(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Requests, 1, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Bytes, 1, nameof(limits));
        return Dealt(requests, model, limits);
    }

    /// <summary>Writes the file: UTF-8 without a mark, one request per line, each line ended by "\n".</summary>
    /// <param name="file">Stays open.</param>
    public async Task WriteAsync(Stream file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach (var request in Requests)
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(BatchLine.Write(request, Model) + "\n"), cancellationToken);
        }
    }

    private static IEnumerable<BatchFile> Dealt(
        IEnumerable<PendingRequest> requests,
        ModelSpec model,
        BatchLimits limits
    )
    {
        List<PendingRequest> file = [];
        var bytes = 0L;
        foreach (var request in requests.DistinctBy(request => request.Id))
        {
            var length = Encoding.UTF8.GetByteCount(BatchLine.Write(request, model)) + 1L;
            if (length > limits.Bytes)
            {
                throw new ArgumentException(
                    $"The request '{request.Id}' has {length} bytes, but a file for {model.Name} may have {limits.Bytes} at most."
                );
            }

            if (file.Count == limits.Requests || bytes + length > limits.Bytes)
            {
                yield return new(model, [.. file], bytes);
                file.Clear();
                bytes = 0;
            }

            file.Add(request);
            bytes += length;
        }

        if (file.Count > 0)
        {
            yield return new(model, [.. file], bytes);
        }
    }
}
