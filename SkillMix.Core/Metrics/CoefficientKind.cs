namespace SkillMix.Core.Metrics;

/// <summary>The coefficients of an <see cref="Agreement"/>.</summary>
public enum CoefficientKind
{
    /// <summary>Krippendorff's α: takes units that some have not rated.</summary>
    Krippendorff,

    /// <summary>Gwet's AC1: holds where nearly all is met.</summary>
    Gwet,

    /// <summary>Cohen's κ, of two raters.</summary>
    Cohen,

    /// <summary>Fleiss' κ.</summary>
    Fleiss,

    /// <summary>Percent agreement.</summary>
    Percent,
}
