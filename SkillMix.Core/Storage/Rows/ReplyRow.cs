namespace SkillMix.Core.Storage.Rows;

/// <summary>What was said to a request, until what is made of it is kept.</summary>
public sealed class ReplyRow
{
    public long RequestId { get; set; }

    /// <summary>The reply, compressed.</summary>
    public required byte[] Body { get; set; }
}
