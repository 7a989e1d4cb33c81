namespace SkillMix.Core.Grading;

/// <summary>The four kinds of criteria of the rubric.</summary>
public enum CriterionKind
{
    Skill = 0,
    Topic = 1,
    Sense = 2,
    Length = 3,
}

/// <summary>One of the k + 3 things that earn a point.</summary>
/// <param name="Position">Place in the rubric, from 0: the k skills, then topic, sense, length.</param>
/// <param name="Kind">Which kind of criterion it is.</param>
/// <param name="Name">The skill's or the topic's name; "sense" or "length" for the other two.</param>
public sealed record Criterion(int Position, CriterionKind Kind, string Name);
