namespace SkillMix.Core.ChatModels;

/// <summary>How far a batch is, in the provider's words.</summary>
/// <param name="Status">validating, in_progress, finalizing, completed, failed, expired, cancelling or cancelled; in lower case.</param>
/// <param name="Total">Requests in the batch; 0 until the provider has counted them.</param>
/// <param name="Completed">Requests answered so far, from 0 to <paramref name="Total"/>.</param>
/// <param name="Failed">Requests that were not answered and will not be, from 0 to <paramref name="Total"/>.</param>
/// <param name="OutputFile">Id of the file with the answers; null where there is none (yet).</param>
/// <param name="ErrorFile">Id of the file with what was not answered; null where there is none (yet).</param>
/// <param name="Problem">Why the whole batch failed, in the provider's words without keys; null where it names nothing.</param>
public sealed record BatchState(
    string Status,
    int Total,
    int Completed,
    int Failed,
    string? OutputFile,
    string? ErrorFile,
    string? Problem
)
{
    /// <summary>Whether nothing more will happen. Whichever way it ended, the files that it names are worth reading.</summary>
    public bool IsOver => Status is "completed" or "failed" or "expired" or "cancelled";
}
