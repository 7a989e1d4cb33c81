namespace SkillMix.Core.Storage.Rows;

/// <summary>How texts are graded: grader, prompt, style and options.</summary>
public sealed class GradingSpecRow
{
    public long Id { get; set; }

    /// <summary>Hash of the specification.</summary>
    public required string Hash { get; set; }

    /// <summary>The grading model.</summary>
    public long GraderId { get; set; }

    public long? PromptId { get; set; }

    /// <summary>Style of the prompt, for instance "table".</summary>
    public required string Style { get; set; }

    /// <summary>Key of the reader of its replies.</summary>
    public required string Reader { get; set; }

    /// <summary>Remaining options as JSON.</summary>
    public required string Options { get; set; }
}
