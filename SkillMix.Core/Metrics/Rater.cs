using SkillMix.Core.Annotation;

namespace SkillMix.Core.Metrics;

/// <summary>A person or a grader who says of criteria whether they are met.</summary>
/// <param name="Key">Names the rater in addresses and files; a person and a grader of one name have different keys.</param>
/// <param name="Name">As shown.</param>
/// <param name="IsPerson">A person; else a grader.</param>
public sealed record Rater(string Key, string Name, bool IsPerson)
{
    public static Rater Of(Annotator person) => new($"person:{person.Id:N}", person.Name, IsPerson: true);

    public static Rater Of(string grader) => new($"grader:{grader}", grader, IsPerson: false);
}
