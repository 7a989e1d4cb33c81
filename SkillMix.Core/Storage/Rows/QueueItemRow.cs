namespace SkillMix.Core.Storage.Rows;

/// <summary>One item of a queue.</summary>
public sealed class QueueItemRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    public long QueueId { get; set; }

    /// <summary>Place in the queue, from 0.</summary>
    public int Position { get; set; }

    public long TupleId { get; set; }

    public long StudentId { get; set; }

    /// <summary>How unsure the panel is; null where the design does not use it.</summary>
    public double? Uncertainty { get; set; }

    /// <summary>Chance of having been selected, in (0, 1]; null for hand-picked items, which never enter an estimate.</summary>
    public double? SelectionProbability { get; set; }

    /// <summary>Version of the selection design.</summary>
    public int DesignVersion { get; set; }

    /// <summary>People wanted for this item, at least 1.</summary>
    public int LabelsWanted { get; set; }

    /// <summary>Panel verdicts as they were when the queue was made, as JSON.</summary>
    public required string Panel { get; set; }

    /// <summary>The annotator who has it open.</summary>
    public long? LockedBy { get; set; }

    /// <summary>The browser in which it is open.</summary>
    public string? LockedSession { get; set; }

    /// <summary>Until when that holds.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>People differ on a criterion, and nobody has settled it. Kept up with the decisions.</summary>
    public bool IsDisputed { get; set; }
}
