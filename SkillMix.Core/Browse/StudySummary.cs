using SkillMix.Core.Runs;

namespace SkillMix.Core.Browse;

/// <summary>A study at a glance.</summary>
/// <param name="Origins">Where its runs come from, each once.</param>
/// <param name="OnlyRun">Public id of its run where there is just one, for links into the list.</param>
/// <param name="Students">Its students, in the order in which they came into the store.</param>
/// <param name="Ks">Skills per tuple, ascending.</param>
/// <param name="Samples">Short identities of its samples.</param>
/// <param name="Tallies">What its generations come to.</param>
public sealed record StudySummary(
    Guid Id,
    string Name,
    IReadOnlyList<RunOrigin> Origins,
    int Runs,
    Guid? OnlyRun,
    IReadOnlyList<string> Students,
    IReadOnlyList<int> Ks,
    IReadOnlyList<string> Samples,
    GenerationTallies Tallies
);

/// <summary>How many generations there are of each sort; one generation may be of several.</summary>
/// <param name="Generations">All of them.</param>
/// <param name="Gradings">Gradings of their last texts, copies apart.</param>
/// <param name="Split">Gradings differ on a criterion.</param>
/// <param name="Unreadable">Some criterion could not be read.</param>
/// <param name="Undecided">Graded, and the graders come to no verdict on full marks.</param>
/// <param name="Empty">The student answered with nothing.</param>
/// <param name="Ungraded">No grading, the empty ones included.</param>
public sealed record GenerationTallies(
    long Generations,
    long Gradings,
    long Split,
    long Unreadable,
    long Undecided,
    long Empty,
    long Ungraded
)
{
    /// <summary>Nothing at all.</summary>
    public static GenerationTallies None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public GenerationTallies Plus(GenerationTallies other) =>
        new(
            Generations + other.Generations,
            Gradings + other.Gradings,
            Split + other.Split,
            Unreadable + other.Unreadable,
            Undecided + other.Undecided,
            Empty + other.Empty,
            Ungraded + other.Ungraded
        );
}
