namespace SkillMix.Core.Storage.Rows;

/// <summary>A skill's name, once for the whole store.</summary>
public sealed class SkillRow
{
    public long Id { get; set; }

    /// <summary>Name as its catalogue spells it, byte for byte.</summary>
    public required string Name { get; set; }

    public required string Category { get; set; }
}
