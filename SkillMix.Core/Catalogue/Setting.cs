namespace SkillMix.Core.Catalogue;

/// <summary>From which sides of a split the skills and the topics of a tuple are drawn.</summary>
/// <remarks>Zhao et al. 2024, arXiv:2409.19808: SKILL-MIX_train(k), SKILL-MIX_held-out(k), SKILL-MIX_all(k).</remarks>
public enum Setting
{
    /// <summary>All skills and all topics.</summary>
    All,

    /// <summary>Training skills and training topics.</summary>
    Train,

    /// <summary>Held-out skills and held-out topics.</summary>
    HeldOut,
}
