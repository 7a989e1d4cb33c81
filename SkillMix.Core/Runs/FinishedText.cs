using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>What one piece of work came to.</summary>
/// <param name="Text">The generation, where one was written or its writing failed; null where only gradings were missing, or nothing is there yet.</param>
/// <param name="Gradings">The gradings that came, failed ones included.</param>
/// <param name="Failures">Requests that failed for good.</param>
/// <param name="Withheld">Why a request was not sent; null where all were.</param>
internal sealed record FinishedText(
    WrittenGeneration? Text,
    IReadOnlyList<GivenGrading> Gradings,
    int Failures,
    RequestWithheldException? Withheld = null
)
{
    /// <summary>Nothing is left to do.</summary>
    public bool IsDone => Failures == 0 && Withheld is null;
}
