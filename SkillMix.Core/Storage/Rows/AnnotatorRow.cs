namespace SkillMix.Core.Storage.Rows;

/// <summary>A person who annotates; accounts live outside the store.</summary>
public sealed class AnnotatorRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    /// <summary>Name as shown.</summary>
    public required string Name { get; set; }
}
