using SkillMix.Core.Grading;

namespace SkillMix.Core.Annotation;

/// <summary>How one kind of criterion is to be judged. Versions are added and never changed.</summary>
/// <param name="Kind">Skill, topic, sense or length.</param>
/// <param name="Version">From 1.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Created">When this version was written.</param>
public sealed record Guideline(CriterionKind Kind, int Version, string Text, DateTimeOffset Created)
{
    /// <summary>Of the versions for one kind, the one that holds: written last. A merge may bring older ones under higher numbers.</summary>
    /// <param name="versions">At least one.</param>
    public static Guideline InForce(IEnumerable<Guideline> versions) =>
        versions.MaxBy(guideline => (guideline.Created, guideline.Version))!;

    /// <summary>The text of version 1, until somebody writes another.</summary>
    public static string FirstText(CriterionKind kind) =>
        kind switch
        {
            CriterionKind.Skill => """
                **Met** where the text *shows* the skill as its definition says, in words you could mark.

                - Judge the text alone, not what its writer may have meant.
                - Naming the skill is not showing it.
                - One clear place is enough. The place may show another skill as well.
                - A hint that only an expert would find is **not met**.
                - Press `u` where the definition leaves it open; it counts as no verdict.
                """,
            CriterionKind.Topic => """
                **Met** where a reader who does not know the task would say that the text is about the topic.

                - The topic may be named or plainly meant.
                - A topic that is only mentioned in passing is **not met**.
                """,
            CriterionKind.Sense => """
                **Met** where the text makes sense as a whole and reads as one piece.

                - Odd content is fine where the sentences follow from each other.
                - Sentences that were only put side by side to collect skills are **not met**.
                """,
            CriterionKind.Length => """
                **Met** where the text has at most as many sentences as the task allows.

                - A list joined by semicolons is one sentence.
                """,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of criterion."),
        };
}
