namespace SkillMix.Core.Storage.Rows;

/// <summary>A frozen set of texts that is graded again and again.</summary>
public sealed class AnchorRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7.</summary>
    public Guid PublicId { get; set; }

    public required string Name { get; set; }

    /// <summary>How the texts were drawn, as JSON.</summary>
    public required string Spec { get; set; }

    public DateTimeOffset Created { get; set; }
}
