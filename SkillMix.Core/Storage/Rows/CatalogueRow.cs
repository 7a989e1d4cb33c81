namespace SkillMix.Core.Storage.Rows;

/// <summary>A skill catalogue as it was loaded, whole.</summary>
public sealed class CatalogueRow
{
    public long Id { get; set; }

    /// <summary>Hash of the content.</summary>
    public required string Hash { get; set; }

    public required string Name { get; set; }

    /// <summary>Skills and topics as JSON, packed by <see cref="CompressedText"/>.</summary>
    public required byte[] Body { get; set; }
}
