namespace SkillMix.Core.Storage.Rows;

/// <summary>A fine-tuning of a base model on a data set.</summary>
public sealed class TuningJobRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    public long DataSetId { get; set; }

    /// <summary>The model that is tuned.</summary>
    public long BaseModelId { get; set; }

    /// <summary>What was asked, as JSON.</summary>
    public required string Spec { get; set; }

    /// <summary>The backend's own name for the job; null before it was handed over.</summary>
    public string? ExternalId { get; set; }

    /// <summary>State of the job, as its number.</summary>
    public int State { get; set; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset Created { get; set; }
}
