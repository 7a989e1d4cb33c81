namespace SkillMix.Core.Figures;

/// <summary>Which loss the figure of criteria counts.</summary>
public enum LossForm
{
    /// <summary>Texts that miss the criterion.</summary>
    Missed,

    /// <summary>Texts that miss nothing else: mending it alone would give them full marks.</summary>
    Alone,
}
