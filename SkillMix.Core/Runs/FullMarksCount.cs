namespace SkillMix.Core.Runs;

/// <summary>How many tuples of one sample one student has full marks on, with the best of its texts.</summary>
/// <param name="Student">The student.</param>
/// <param name="Sample">Identity of the sample.</param>
/// <param name="Tuples">Tuples that are decided.</param>
/// <param name="FullMarks">Tuples with full marks among them.</param>
public sealed record FullMarksCount(string Student, string Sample, int Tuples, int FullMarks);
