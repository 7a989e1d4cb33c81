using SkillMix.Core.Figures;
using SkillMix.Dashboard.Pages.Curves;

namespace SkillMix.Dashboard.Pages.Failures;

/// <summary>In which order skills are listed.</summary>
public enum SkillOrder
{
    /// <summary>The highest miss rate first.</summary>
    MissRate,

    /// <summary>The highest lower end of the interval first: seldom asked skills do not come to the top by chance.</summary>
    SurelyMissed,
}

/// <summary>What the address of the failures says.</summary>
public sealed record FailuresView
{
    public MeasureChoices Choices { get; init; } = new();

    public SkillOrder Order { get; init; }

    /// <summary>Lists every skill, not only the first.</summary>
    public bool ShowsAllSkills { get; init; }
}
