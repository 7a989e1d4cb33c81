using SkillMix.Core.Grading;

namespace SkillMix.Core.Storage.Rows;

/// <summary>One grader's word on one criterion of a text.</summary>
public sealed class VerdictRow
{
    public long GradingId { get; set; }

    /// <summary>Place of the criterion in the rubric, from 0.</summary>
    public int Position { get; set; }

    public CriterionKind Kind { get; set; }

    public VerdictState State { get; set; }

    /// <summary>Exact points where they are partial, in (0, 1).</summary>
    public double? Value { get; set; }

    /// <summary>Why, where the reply ties a reason to this criterion.</summary>
    public string? Rationale { get; set; }

    /// <summary>Words of the text that the grader quotes.</summary>
    public string? Evidence { get; set; }
}
