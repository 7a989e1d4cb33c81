namespace SkillMix.Core.Figures;

/// <summary>How two graders are held against each other.</summary>
public enum GraderForm
{
    /// <summary>One along each axis, with the diagonal on which they agree.</summary>
    Scatter,

    /// <summary>Their difference against their mean, with the limits within which 95 % of differences lie (Bland and Altman 1986).</summary>
    Difference,
}
