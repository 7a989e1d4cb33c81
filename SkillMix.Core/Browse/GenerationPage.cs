using SkillMix.Core.Catalogue;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Browse;

/// <summary>One line of the list of generations.</summary>
/// <param name="Key">Place in the store; pages start behind or before a key.</param>
/// <param name="Id">Public id, for links.</param>
/// <param name="Points">Mean points earned over the gradings; null where none could be read.</param>
/// <param name="FullMarks">By the majority of the graders; null where it is undecided or ungraded.</param>
/// <param name="Gradings">How many gradings the last text has.</param>
public sealed record GenerationLine(
    long Key,
    Guid Id,
    string Student,
    bool IsSimulated,
    int K,
    Setting Setting,
    string Topic,
    int TupleIndex,
    int Round,
    GenerationState State,
    string Preview,
    double? Points,
    bool? FullMarks,
    int Gradings,
    bool IsSplit,
    bool IsUnreadable,
    bool HumanDiffers
);

/// <summary>A stretch of the list.</summary>
/// <param name="Lines">The lines, in the filter's order.</param>
/// <param name="HasBefore">There are lines before the first.</param>
/// <param name="HasAfter">There are lines behind the last.</param>
/// <param name="Total">How many generations the filter holds in all.</param>
/// <param name="Offset">How many of them stand before the first line.</param>
public sealed record GenerationPage(
    IReadOnlyList<GenerationLine> Lines,
    bool HasBefore,
    bool HasAfter,
    long Total,
    long Offset
)
{
    public static GenerationPage Empty { get; } = new([], false, false, 0, 0);
}

/// <summary>Where a page starts: behind a key, before a key, or around a generation that must be on it.</summary>
public sealed record PageStart(long? After = null, long? Before = null, Guid? Around = null)
{
    /// <summary>The first page.</summary>
    public static PageStart First { get; } = new();
}
