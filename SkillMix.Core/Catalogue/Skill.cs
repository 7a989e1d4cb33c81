namespace SkillMix.Core.Catalogue;

/// <summary>A language skill that a text can show.</summary>
/// <param name="Name">The skill's name as its catalogue spells it, byte for byte; it is the key of the skill.</param>
/// <param name="Category">The family it belongs to, for instance "literary".</param>
/// <param name="Definition">What the skill is.</param>
/// <param name="Example">A text that shows it.</param>
/// <param name="OccurrenceRate">Share of documents of a training corpus that show the skill, in [0, 1]; null when unknown.</param>
public sealed record Skill(
    string Name,
    string Category,
    string Definition,
    string Example,
    double? OccurrenceRate = null
);
