namespace SkillMix.Core.Storage.Rows;

/// <summary>An event of annotation. Rows are added, never changed.</summary>
public sealed class DecisionRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    /// <summary>Given by the page, so that sending an event twice adds it once.</summary>
    public required string IdempotencyKey { get; set; }

    /// <summary>Decide, undo, skip, reveal, complete or adjudicate, as its number.</summary>
    public int Event { get; set; }

    /// <summary>The item it was made in; null outside a queue.</summary>
    public long? QueueItemId { get; set; }

    public long GenerationId { get; set; }

    /// <summary>The turn whose text was judged.</summary>
    public int Turn { get; set; }

    /// <summary>The criterion; null for events about the whole text.</summary>
    public int? Position { get; set; }

    public long AnnotatorId { get; set; }

    /// <summary>The verdict, as its number; null for events without one.</summary>
    public int? Verdict { get; set; }

    public string? Note { get; set; }

    /// <summary>First character of the marked words, from 0; null when none are marked.</summary>
    public int? SpanStart { get; set; }

    /// <summary>Characters marked.</summary>
    public int? SpanLength { get; set; }

    /// <summary>What the annotator could see, as JSON.</summary>
    public required string Visible { get; set; }

    /// <summary>The guideline that was shown.</summary>
    public long? GuidelineId { get; set; }

    /// <summary>Time the decision took.</summary>
    public int? Milliseconds { get; set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset Created { get; set; }
}
