namespace SkillMix.Core.Catalogue;

/// <summary>What a text is about.</summary>
/// <param name="Name">The topic as its catalogue spells it; it is the key of the topic.</param>
public sealed record Topic(string Name);
