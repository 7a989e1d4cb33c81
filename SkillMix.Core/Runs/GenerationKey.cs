namespace SkillMix.Core.Runs;

/// <summary>What makes a generation the same generation within its run, whenever and wherever it was made.</summary>
/// <param name="Student">Name of the student.</param>
/// <param name="Sample">Identity of the tuple sample.</param>
/// <param name="TupleIndex">Index of the tuple in the sample, from 0.</param>
/// <param name="Round">Generation round, from 1.</param>
public sealed record GenerationKey(string Student, string Sample, int TupleIndex, int Round);
