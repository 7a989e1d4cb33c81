namespace SkillMix.Core.Storage.Rows;

/// <summary>The long texts of a grading, apart so that lists never read them.</summary>
public sealed class GradingBodyRow
{
    public long GradingId { get; set; }

    /// <summary>Raw reply, and the filled prompt where it is not template and slots, packed by <see cref="CompressedText"/>.</summary>
    public required byte[] Body { get; set; }
}
