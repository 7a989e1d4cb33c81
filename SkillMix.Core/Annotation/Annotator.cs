namespace SkillMix.Core.Annotation;

/// <summary>A person who annotates. Accounts and passwords live outside the store.</summary>
/// <param name="Id">Names the person for good, in the store and in files.</param>
/// <param name="Name">As shown.</param>
public sealed record Annotator(Guid Id, string Name);
