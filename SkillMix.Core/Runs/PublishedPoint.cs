namespace SkillMix.Core.Runs;

/// <summary>A point of somebody else's table, for overlay.</summary>
/// <param name="Source">Where it was published.</param>
/// <param name="Note">What has to be known to read it.</param>
/// <param name="Setting">Setting in the source's words; empty where it names none.</param>
/// <param name="TrainingData">Training data in the source's words; empty where it names none.</param>
public sealed record PublishedPoint(
    string Source,
    string Note,
    string Student,
    string Grader,
    string Setting,
    string TrainingData,
    int K,
    double? FullMarks,
    double? AllSkills,
    double? SkillFraction
);
