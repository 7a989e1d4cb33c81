namespace SkillMix.Core.Storage.Rows;

/// <summary>A text of a frozen set.</summary>
public sealed class AnchorTextRow
{
    public long AnchorId { get; set; }

    /// <summary>From 0.</summary>
    public int Position { get; set; }

    public long GenerationId { get; set; }

    public int Turn { get; set; }
}
