namespace SkillMix.Core.Sampling;

/// <summary>A tuple that somebody picks by name instead of drawing it.</summary>
/// <param name="Skills">Names of its skills, each once, in the order the prompt lists them.</param>
/// <param name="Topic">Name of its topic.</param>
public sealed record PickedTuple(IReadOnlyList<string> Skills, string Topic);
