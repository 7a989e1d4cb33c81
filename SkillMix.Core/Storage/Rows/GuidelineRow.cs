namespace SkillMix.Core.Storage.Rows;

/// <summary>A version of the guideline for annotating one kind of criterion.</summary>
public sealed class GuidelineRow
{
    public long Id { get; set; }

    /// <summary>Which guideline, as the number of its kind.</summary>
    public int Kind { get; set; }

    public int Version { get; set; }

    /// <summary>The guideline as Markdown.</summary>
    public required string Text { get; set; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset Created { get; set; }
}
