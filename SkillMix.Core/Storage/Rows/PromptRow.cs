namespace SkillMix.Core.Storage.Rows;

/// <summary>A prompt template.</summary>
public sealed class PromptRow
{
    public long Id { get; set; }

    /// <summary>SHA-256 of the template text.</summary>
    public required string Hash { get; set; }

    public required string Name { get; set; }

    public int Version { get; set; }

    /// <summary>What the template is for, as the number of its kind.</summary>
    public int Kind { get; set; }

    /// <summary>Key of the reader of its replies.</summary>
    public required string Reader { get; set; }

    /// <summary>The template itself.</summary>
    public required string Text { get; set; }
}
