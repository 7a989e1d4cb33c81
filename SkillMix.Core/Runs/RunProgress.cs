namespace SkillMix.Core.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Done">Texts written, graded and kept.</param>
/// <param name="Total">Texts the run asks for.</param>
/// <param name="Failures">Requests that failed for good since the run was started or resumed; a resumed run asks them again.</param>
public readonly record struct RunProgress(int Done, int Total, int Failures = 0);
