using SkillMix.Core.Grading;

namespace SkillMix.Core.Runs;

/// <summary>A grading spec as a store knows it, for people to read.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Grader">Name of the grader.</param>
/// <param name="Prompt">Name of the grading template; null where it is not known.</param>
/// <param name="Canonical">The text its identity is hashed from.</param>
/// <param name="IsSimulated">The grader is a rehearsal model.</param>
public sealed record KnownGradingSpec(string Id, string Grader, string? Prompt, string Canonical, bool IsSimulated)
{
    /// <summary>What keeps it apart from others of the same grader and prompt.</summary>
    public string Options => GradingSpec.OptionsIn(Canonical);

    /// <summary>Null where it is left to the provider.</summary>
    public double? Temperature => GradingSpec.TemperatureIn(Canonical);
}

/// <summary>One time that a frozen set was graded by a grading spec.</summary>
/// <param name="Spec">How it was graded.</param>
/// <param name="Number">From 1, for each grading spec by itself.</param>
/// <param name="Run">Public id of the run at whose end it was; null for an occasion of its own.</param>
/// <param name="RunName">That run's name.</param>
/// <param name="Graded">Texts that have a reply, whether it could be read or not.</param>
/// <param name="Failed">Texts whose request failed. They are not asked again: a later occasion asks all.</param>
/// <param name="Began">When the first of its gradings was kept.</param>
/// <param name="Ended">When the last was.</param>
public sealed record AnchorOccasion(
    KnownGradingSpec Spec,
    int Number,
    Guid? Run,
    string? RunName,
    int Graded,
    int Failed,
    DateTimeOffset Began,
    DateTimeOffset Ended
)
{
    /// <summary>Every text of the set has a grading or a failure.</summary>
    public bool IsComplete(AnchorSet set) => Graded + Failed >= set.Texts.Count;
}
