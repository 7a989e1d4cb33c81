namespace SkillMix.Core.Storage.Rows;

/// <summary>The long texts of a generation that were kept together, apart so that lists never read them.</summary>
public sealed class BodyRow
{
    public long Id { get; set; }

    /// <summary>A list of <see cref="StoredBody"/>, packed by <see cref="CompressedText"/>.</summary>
    public required byte[] Body { get; set; }
}
