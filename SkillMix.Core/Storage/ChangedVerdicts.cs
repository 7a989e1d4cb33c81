using SkillMix.Core.Grading;

namespace SkillMix.Core.Storage;

/// <summary>Verdicts that changed when replies were read again.</summary>
public sealed record ChangedVerdicts(VerdictState From, VerdictState To, int Count);
