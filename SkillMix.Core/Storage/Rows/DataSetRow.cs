namespace SkillMix.Core.Storage.Rows;

/// <summary>A set of training examples made from graded texts.</summary>
public sealed class DataSetRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    public long StudyId { get; set; }

    public required string Name { get; set; }

    /// <summary>Hash of the examples.</summary>
    public required string Hash { get; set; }

    /// <summary>What was asked, as JSON.</summary>
    public required string Spec { get; set; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset Created { get; set; }
}
