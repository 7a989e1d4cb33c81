using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>The lines of a table of flips: what each counts, and in which order.</summary>
public static class DriftWords
{
    /// <summary>What the last line but one is called.</summary>
    public const string All = "all";

    /// <summary>What the last line is called.</summary>
    public const string FullMarks = "full marks";

    /// <summary>Kinds of criteria, then all criteria together, then full marks.</summary>
    public static IReadOnlyList<(string Name, VerdictFlips Flips)> Lines(GraderDrift drift) =>
        [
            .. drift.Kinds.Select(kind => (CriterionCost.Word(kind.Kind), kind.Flips)),
            (All, drift.All),
            (FullMarks, drift.FullMarks),
        ];
}
