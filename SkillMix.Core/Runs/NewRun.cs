namespace SkillMix.Core.Runs;

/// <summary>A run to be opened.</summary>
/// <param name="Study">Name of the study.</param>
/// <param name="SpecHash">Identity of what was asked.</param>
/// <param name="SpecJson">What was asked.</param>
/// <param name="Recipe">What makes its generations comparable with others, in readable lines.</param>
public sealed record NewRun(
    string Study,
    string Name,
    RunOrigin Origin,
    string? Source,
    string SpecHash,
    string SpecJson,
    string Recipe
);
