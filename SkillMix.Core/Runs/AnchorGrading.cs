using SkillMix.Core.Grading;

namespace SkillMix.Core.Runs;

/// <summary>What a grader said about one text of a frozen set on one occasion.</summary>
/// <param name="Position">Which text.</param>
/// <param name="GradingSpec">Identity of the grading spec.</param>
/// <param name="Occasion">1 for the first time that the set was graded so.</param>
/// <param name="Verdicts">What was read, packed.</param>
/// <param name="Error">The provider's words where the request failed; null where it did not.</param>
/// <param name="Reply">The raw reply.</param>
/// <param name="Created">When it was kept; ignored by <see cref="IAnchorBook.KeepAsync"/>, whose clock tells it.</param>
public sealed record AnchorGrading(
    int Position,
    string GradingSpec,
    int Occasion,
    PackedVerdicts Verdicts,
    string? Error,
    string Reply,
    DateTimeOffset Created = default
)
{
    /// <summary>Public id of the run at whose end it was graded; null for an occasion of its own.</summary>
    public Guid? Run { get; init; }

    /// <summary>Keys of the logged replies it was made of; empty where none was logged.</summary>
    public IReadOnlyList<string> ReplyKeys { get; init; } = [];
}
