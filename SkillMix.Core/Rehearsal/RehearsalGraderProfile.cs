namespace SkillMix.Core.Rehearsal;

/// <summary>How often a rehearsal grader errs. All of it is made up: it says nothing of any real model.</summary>
/// <remarks>The grader knows the truth of a text. It errs on each criterion by itself and independently of other graders.</remarks>
/// <param name="Name">The model's name, "rehearsal/…".</param>
/// <param name="Miss">Probability of no point on a criterion that is met.</param>
/// <param name="FalseCredit">Probability of a point on a criterion that is not met.</param>
/// <param name="Unreadable">Probability that a whole reply cannot be read: cut off, a row missing, no grading at all, or an end marker that disagrees.</param>
/// <param name="HalfPoint">Probability that a reply gives half a point on one criterion, whatever its truth; never as JSON, which has none.</param>
public sealed record RehearsalGraderProfile(
    string Name,
    double Miss,
    double FalseCredit,
    double Unreadable = 0.01,
    double HalfPoint = 0.01
)
{
    /// <summary>A careful grader.</summary>
    public static RehearsalGraderProfile Careful { get; } = new("rehearsal/grader-a", 0.03, 0.04);

    /// <summary>A grader that likes to give points.</summary>
    public static RehearsalGraderProfile Lenient { get; } = new("rehearsal/grader-b", 0.02, 0.12);

    /// <summary>A grader that is hard to please.</summary>
    public static RehearsalGraderProfile Strict { get; } = new("rehearsal/grader-c", 0.10, 0.02);

    /// <summary>All graders.</summary>
    public static IReadOnlyList<RehearsalGraderProfile> All { get; } = [Careful, Lenient, Strict];

    /// <summary>All probabilities, for people to read.</summary>
    public IReadOnlyList<StatedRate> Rates() =>
        [
            new(Name, "gives no point where a criterion is met", Miss),
            new(Name, "gives a point where a criterion is not met", FalseCredit),
            new(Name, "replies so that it cannot be read", Unreadable),
            new(Name, "gives half a point on one criterion", HalfPoint),
        ];
}
