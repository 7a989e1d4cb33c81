namespace SkillMix.Core.Storage.Rows;

/// <summary>A tag on a generation.</summary>
public sealed class GenerationTagRow
{
    public long TagId { get; set; }

    public long GenerationId { get; set; }

    /// <summary>When the tag was put on.</summary>
    public DateTimeOffset Created { get; set; }
}
