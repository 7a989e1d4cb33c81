namespace SkillMix.Core.Runs;

/// <summary>A batch that was handed to a provider.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Model">"provider/model" that it asks.</param>
/// <param name="Requests">How many requests it holds.</param>
/// <param name="State">The provider's word for how it stands.</param>
public sealed record HandedInBatch(string Id, string Model, int Requests, string State);

/// <summary>What a store knows of the requests of a run: which have a reply, and which batches are out.</summary>
public interface IRequestBook
{
    /// <summary>Ids of the requests that had a reply, whether or not the log still holds its text.</summary>
    Task<IReadOnlySet<string>> AnsweredAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Batches that were handed in and not read yet, the oldest first.</summary>
    Task<IReadOnlyList<HandedInBatch>> BatchesAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Keeps a batch that was handed in, or how it stands now.</summary>
    /// <param name="isRead">Its replies are in the log; it is not followed any more.</param>
    Task KeepBatchAsync(Run run, HandedInBatch batch, bool isRead = false);
}
