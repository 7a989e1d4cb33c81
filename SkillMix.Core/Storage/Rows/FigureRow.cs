namespace SkillMix.Core.Storage.Rows;

/// <summary>A figure that somebody named to come back to.</summary>
public sealed class FigureRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    public required string Name { get; set; }

    /// <summary>What was asked, as JSON.</summary>
    public required string Spec { get; set; }

    /// <summary>The values that it showed when it was last kept, compressed.</summary>
    public required byte[] Drawn { get; set; }

    /// <summary>What was different then from the time before, a line each; empty for nothing.</summary>
    public required string Note { get; set; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset Created { get; set; }

    /// <summary>When it was last kept.</summary>
    public DateTimeOffset Made { get; set; }
}
