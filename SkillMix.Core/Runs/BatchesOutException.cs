namespace SkillMix.Core.Runs;

/// <summary>Batches of the run are with a provider, and it was to be worked on without them: what they hold would be paid twice.</summary>
/// <param name="run">The run.</param>
/// <param name="batches">How many batches are out, ≥ 1.</param>
public sealed class BatchesOutException(Run run, int batches)
    : InvalidOperationException(
        batches == 1
            ? $"1 batch of the run '{run.Name}' is still with the provider; go on with 'skillmix resume {run.Id:N} --batch', which takes its replies in."
            : $"{batches} batches of the run '{run.Name}' are still with the provider; go on with 'skillmix resume {run.Id:N} --batch', which takes their replies in."
    )
{
    /// <summary>How many batches are out.</summary>
    public int Batches { get; } = batches;
}
