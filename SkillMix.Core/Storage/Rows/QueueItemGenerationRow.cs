namespace SkillMix.Core.Storage.Rows;

/// <summary>A generation that belongs to an item of a queue.</summary>
public sealed class QueueItemGenerationRow
{
    public long QueueItemId { get; set; }

    public long GenerationId { get; set; }
}
