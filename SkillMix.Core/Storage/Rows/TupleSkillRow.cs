namespace SkillMix.Core.Storage.Rows;

/// <summary>One skill of a tuple.</summary>
public sealed class TupleSkillRow
{
    public long TupleId { get; set; }

    /// <summary>Place in prompt order, from 0.</summary>
    public int Position { get; set; }

    public long SkillId { get; set; }
}
