namespace SkillMix.Core.Storage.Rows;

/// <summary>A topic's name, once for the whole store.</summary>
public sealed class TopicRow
{
    public long Id { get; set; }

    /// <summary>Name as its catalogue spells it.</summary>
    public required string Name { get; set; }
}
