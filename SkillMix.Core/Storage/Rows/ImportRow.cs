namespace SkillMix.Core.Storage.Rows;

/// <summary>One import and what it found.</summary>
public sealed class ImportRow
{
    public long Id { get; set; }

    /// <summary>Where the files came from.</summary>
    public required string Source { get; set; }

    /// <summary>What was read and what was odd, as JSON.</summary>
    public required string Report { get; set; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset Created { get; set; }
}
