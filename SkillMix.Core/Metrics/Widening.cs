namespace SkillMix.Core.Metrics;

/// <summary>Why the standard error of a corrected rate is not just the spread of its own summands.</summary>
public enum Widening
{
    /// <summary>It is just that.</summary>
    None,

    /// <summary>
    /// Fewer than <see cref="CalibratedRate.FewCorrections"/> corrections were seen: SE² is raised by (w̄ / N)², one more correction at
    /// the average weight.
    /// </summary>
    FewCorrections,

    /// <summary>
    /// A cell that is not labelled throughout has fewer than <see cref="CalibratedRate.FewInCell"/> labels: the standard error
    /// is the larger of the plain and the model-assisted one.
    /// </summary>
    ThinCell,
}
