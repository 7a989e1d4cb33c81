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

    /// <summary>Where in the raw reply the reason stands.</summary>
    public int? RationaleStart { get; set; }

    public int? RationaleLength { get; set; }

    /// <summary>The reason in full, where it does not stand in the reply as it is.</summary>
    public string? Rationale { get; set; }

    /// <summary>Where in the raw reply the words stand that the grader quotes of the text.</summary>
    public int? EvidenceStart { get; set; }

    public int? EvidenceLength { get; set; }

    /// <summary>The quoted words in full, where they do not stand in the reply as they are.</summary>
    public string? Evidence { get; set; }
}
