namespace SkillMix.Core.ChatModels;

/// <summary>A model as the store knows it: a student, a grader, or both.</summary>
/// <param name="Name">The name it is asked by, "provider/model", or the name an imported run gives it.</param>
/// <param name="IsSimulated">A rehearsal model: what it says is no measurement.</param>
/// <param name="BaseModel">Name of the model it was tuned from; null for a base model or where it is not known.</param>
/// <param name="TrainingData">What it was tuned on, in words, for instance "D(1,2)".</param>
public sealed record StudyModel(
    string Name,
    bool IsSimulated = false,
    string? BaseModel = null,
    string? TrainingData = null
)
{
    /// <summary>Names of the graders whose full marks its training texts were filtered by; empty where none is known.</summary>
    /// <remarks>Graded by one of them it is favoured.</remarks>
    public IReadOnlyList<string> FilteredBy { get; init; } = [];
}
