namespace SkillMix.Core.Storage.Rows;

/// <summary>A division of a catalogue into a training and a held-out side.</summary>
public sealed class SplitRow
{
    public long Id { get; set; }

    /// <summary>Hash of the content.</summary>
    public required string Hash { get; set; }

    public required string Name { get; set; }

    /// <summary>Names of the training side as JSON, packed by <see cref="CompressedText"/>.</summary>
    public required byte[] Body { get; set; }
}
