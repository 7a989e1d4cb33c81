namespace SkillMix.Core.Storage.Rows;

/// <summary>A point of a published table, to be shown beside our own.</summary>
public sealed class PublishedPointRow
{
    public long Id { get; set; }

    /// <summary>The publication.</summary>
    public required string Source { get; set; }

    public required string Note { get; set; }

    /// <summary>As published.</summary>
    public required string Student { get; set; }

    /// <summary>As published.</summary>
    public required string Grader { get; set; }

    /// <summary>As published.</summary>
    public required string Setting { get; set; }

    /// <summary>As published.</summary>
    public required string TrainingData { get; set; }

    /// <summary>Skills per tuple, k ≥ 1.</summary>
    public int K { get; set; }

    /// <summary>Ratio of Full Marks, in [0, 1].</summary>
    public double? FullMarks { get; set; }

    /// <summary>Ratio of All Skills, in [0, 1].</summary>
    public double? AllSkills { get; set; }

    /// <summary>Skill Fraction, in [0, 1].</summary>
    public double? SkillFraction { get; set; }
}
