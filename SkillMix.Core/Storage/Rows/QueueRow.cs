namespace SkillMix.Core.Storage.Rows;

/// <summary>A queue of items to annotate, frozen when it was made.</summary>
public sealed class QueueRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    public long StudyId { get; set; }

    public required string Name { get; set; }

    /// <summary>Filter, unit, design, budget, labels per item and the share labelled twice, as JSON.</summary>
    public required string Spec { get; set; }

    /// <summary>The options and graders that the panel verdicts were made under, as JSON.</summary>
    public required string Frozen { get; set; }

    public long Seed { get; set; }

    /// <summary>Version of the selection design.</summary>
    public int DesignVersion { get; set; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset Created { get; set; }
}
