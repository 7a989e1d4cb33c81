namespace SkillMix.Core.Storage.Rows;

/// <summary>A unit of the pool that a queue was chosen from, drawn or not.</summary>
public sealed class QueueUnitRow
{
    public long QueueId { get; set; }

    /// <summary>From 0, in the order of the queue.</summary>
    public int Number { get; set; }

    /// <summary>What its luck hung on.</summary>
    public required string Name { get; set; }

    public long StudentId { get; set; }

    public int Setting { get; set; }

    public int K { get; set; }

    public bool IsSimulated { get; set; }

    /// <summary>Full marks by the panel; null where that was undecided.</summary>
    public bool? Panel { get; set; }

    public double Uncertainty { get; set; }

    /// <summary>In (0, 1]; null where the queue was not drawn by chance.</summary>
    public double? SelectionProbability { get; set; }

    /// <summary>The item that it became; null where it was not drawn.</summary>
    public long? QueueItemId { get; set; }
}
