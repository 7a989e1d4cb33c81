namespace SkillMix.Core.Storage.Rows;

/// <summary>A study: the group that runs, data sets and queues belong to.</summary>
public sealed class StudyRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    /// <summary>Name as shown; no two studies share one.</summary>
    public required string Name { get; set; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset Created { get; set; }
}
