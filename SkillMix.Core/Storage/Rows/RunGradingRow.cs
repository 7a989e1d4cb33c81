namespace SkillMix.Core.Storage.Rows;

/// <summary>A grading that was asked for after the run was.</summary>
public sealed class RunGradingRow
{
    public long RunId { get; set; }

    public long GradingSpecId { get; set; }

    /// <summary>Gradings per text.</summary>
    public int Rounds { get; set; }

    /// <summary>The grading spec as JSON.</summary>
    public required string Spec { get; set; }
}
