namespace SkillMix.Core.Storage.Rows;

/// <summary>A word that people put on generations.</summary>
public sealed class TagRow
{
    public long Id { get; set; }

    public required string Name { get; set; }
}
