namespace SkillMix.Core.Metrics;

/// <summary>By what criteria are parted, so that one sees where raters agree less.</summary>
public enum AgreementCut
{
    /// <summary>Skill, topic, sense, length.</summary>
    Kind,

    /// <summary>Skills asked for.</summary>
    K,

    /// <summary>The skill; criteria of other kinds are in no part.</summary>
    Skill,

    /// <summary>Who wrote the text.</summary>
    Student,

    /// <summary>Side of the split.</summary>
    Setting,
}
