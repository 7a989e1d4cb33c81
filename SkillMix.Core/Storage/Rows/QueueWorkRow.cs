namespace SkillMix.Core.Storage.Rows;

/// <summary>How far a person is with an item; kept up with the decisions.</summary>
public sealed class QueueWorkRow
{
    public long QueueItemId { get; set; }

    public long AnnotatorId { get; set; }

    /// <summary>Begun, complete or skipped, as its number.</summary>
    public int State { get; set; }

    /// <summary>Verdicts that hold.</summary>
    public int Decisions { get; set; }

    /// <summary>Time on the item.</summary>
    public int Milliseconds { get; set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset Changed { get; set; }
}
