using SkillMix.Core.Catalogue;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage.Rows;

/// <summary>One text written by a student for a tuple, and what its gradings say in short.</summary>
public sealed class GenerationRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    public long RunId { get; set; }

    /// <summary>The writing model.</summary>
    public long StudentId { get; set; }

    public long SampleId { get; set; }

    public long TupleId { get; set; }

    /// <summary>Place of the tuple in the sample, from 0.</summary>
    public int TupleIndex { get; set; }

    /// <summary>Generation round, from 1.</summary>
    public int Round { get; set; }

    /// <summary>Skills asked for, copied from the sample so that lists can be filtered.</summary>
    public int K { get; set; }

    /// <summary>Setting of the sample, copied likewise.</summary>
    public Setting Setting { get; set; }

    /// <summary>Topic of the tuple, copied likewise.</summary>
    public long TopicId { get; set; }

    public GenerationState State { get; set; }

    /// <summary>The turn whose text counts: 0 the draft, 1 the revision.</summary>
    public int LastTurn { get; set; }

    /// <summary>The first words of the last text, for lists.</summary>
    public required string Preview { get; set; }

    /// <summary>The provider's words where the request failed.</summary>
    public string? Error { get; set; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset Created { get; set; }

    /// <summary>Gradings of the last turn so far.</summary>
    public int Gradings { get; set; }

    /// <summary>Full marks by the majority of the graders; null while undecided.</summary>
    public bool? FullMarks { get; set; }

    /// <summary>Mean points earned, in [0, k + 3]; null where none could be read.</summary>
    public double? Points { get; set; }

    /// <summary>Gradings differ on a criterion.</summary>
    public bool IsSplit { get; set; }

    /// <summary>Some criterion could not be read.</summary>
    public bool IsUnreadable { get; set; }

    /// <summary>A person decided otherwise than the graders.</summary>
    public bool HumanDiffers { get; set; }

    /// <summary>The verdict differs from that of the base model's text for the same tuple.</summary>
    public bool DiffersFromBase { get; set; }
}
