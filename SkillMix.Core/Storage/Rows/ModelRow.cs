namespace SkillMix.Core.Storage.Rows;

/// <summary>A model, as student or as grader.</summary>
public sealed class ModelRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    /// <summary><c>provider/model</c>.</summary>
    public required string Name { get; set; }

    /// <summary>A rehearsal model: nothing it says is a measurement.</summary>
    public bool IsSimulated { get; set; }

    /// <summary>The model it was tuned from; null for a model that was not tuned here.</summary>
    public long? BaseModelId { get; set; }

    /// <summary>What it was tuned on, in words, for instance "D(1,2)".</summary>
    public string? TrainingData { get; set; }

    /// <summary>The job that made it.</summary>
    public long? TuningJobId { get; set; }

    /// <summary>Graders that its training texts were filtered by, as a JSON list; null where none is known.</summary>
    public string? FilteredBy { get; set; }
}
