namespace SkillMix.Core.Figures;

/// <summary>A criterion was decided.</summary>
public sealed record LabelMoment(string Person, DateTimeOffset At);
