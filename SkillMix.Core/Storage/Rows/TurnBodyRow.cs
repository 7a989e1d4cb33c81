namespace SkillMix.Core.Storage.Rows;

/// <summary>The long texts of a turn, apart so that lists never read them.</summary>
public sealed class TurnBodyRow
{
    public long TurnId { get; set; }

    /// <summary>Reply, and the filled prompt where it is not template and slots, packed by <see cref="CompressedText"/>.</summary>
    public required byte[] Body { get; set; }
}
