namespace SkillMix.Core.Storage.Rows;

/// <summary>What a grader said about a text of a frozen set on one occasion.</summary>
public sealed class AnchorGradingRow
{
    public long Id { get; set; }

    public long AnchorId { get; set; }

    /// <summary>Which text.</summary>
    public int Position { get; set; }

    public long GradingSpecId { get; set; }

    /// <summary>1 for the first time that the set was graded so.</summary>
    public int Occasion { get; set; }

    /// <summary>The run at whose end it was graded; null for an occasion of its own.</summary>
    public long? RunId { get; set; }

    /// <summary>As <see cref="SkillMix.Core.Grading.PackedVerdicts"/>.</summary>
    public long Points { get; set; }

    /// <summary>The provider's words where the request failed.</summary>
    public string? Error { get; set; }

    public DateTimeOffset Created { get; set; }

    /// <summary>The raw reply, compressed.</summary>
    public required byte[] Body { get; set; }
}
