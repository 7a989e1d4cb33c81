using SkillMix.Core.Grading;

namespace SkillMix.Core.Storage.Rows;

/// <summary>One grader's verdicts on the text of a turn.</summary>
public sealed class GradingRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    public long GenerationId { get; set; }

    /// <summary>The graded turn: 0 the draft, 1 the revision.</summary>
    public int Turn { get; set; }

    public long GradingSpecId { get; set; }

    /// <summary>Grading round, from 1.</summary>
    public int Round { get; set; }

    /// <summary>All verdicts in one number: <see cref="PackedVerdicts.Bits"/>.</summary>
    public long Points { get; set; }

    /// <summary>The total as the grader states it; null where it states none.</summary>
    public double? StatedTotal { get; set; }

    /// <summary>What was odd about the reply, as flags of the grade reader.</summary>
    public int Defects { get; set; }

    /// <summary>Version of the grade reader.</summary>
    public int ReaderVersion { get; set; }

    /// <summary>The body that holds the reply.</summary>
    public long BodyId { get; set; }

    /// <summary>Place in the body, from 0.</summary>
    public int BodyPart { get; set; }

    /// <summary>Further rounds that were byte for byte the same.</summary>
    public int Copies { get; set; }

    /// <summary>The provider's words where the request failed.</summary>
    public string? Error { get; set; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset Created { get; set; }
}
