namespace SkillMix.Core.Storage.Rows;

/// <summary>A batch of requests that was given to a provider.</summary>
public sealed class BatchRow
{
    public long Id { get; set; }

    public long RunId { get; set; }

    public long ModelId { get; set; }

    /// <summary>The provider's id.</summary>
    public required string ExternalId { get; set; }

    /// <summary>How many requests it holds.</summary>
    public int Requests { get; set; }

    /// <summary>The provider's word for how far it is.</summary>
    public required string State { get; set; }

    public DateTimeOffset Created { get; set; }

    /// <summary>When its replies were read back; null while they are not.</summary>
    public DateTimeOffset? Ended { get; set; }
}
