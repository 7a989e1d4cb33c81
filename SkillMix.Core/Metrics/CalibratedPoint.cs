using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Metrics;

/// <summary>Success of one student at one k as the annotators of a queue judge it, with what it rests on.</summary>
/// <param name="IsSimulated">Made or graded by rehearsal models: never to be mistaken for measurement.</param>
/// <param name="Rate">The rate; units on which the graders are undecided count as not met for them.</param>
/// <param name="IfMet">The rate with those units taken as met; null where the graders are undecided on none.</param>
/// <param name="Unasked">Labels that nobody had to give: the program knows that the texts are empty, or too long.</param>
/// <param name="Agreement">How far people agree with each other here.</param>
public sealed record CalibratedPoint(
    string Student,
    Setting Setting,
    int K,
    bool IsSimulated,
    CalibratedRate Rate,
    CalibratedRate? IfMet,
    int Unasked,
    HumanAgreement Agreement
)
{
    /// <summary>Why there is no value, in words; null where there is one. Where there are two ends, both must be estimable.</summary>
    public string? NotEstimable =>
        Rate.NotEstimable
        ?? (IfMet?.NotEstimable is { } reason ? $"With what the graders left undecided taken as met: {reason}" : null);

    /// <summary>The estimate; null where it is not estimable.</summary>
    public CorrectedEstimate? Calibrated => NotEstimable is null ? Rate.Calibrated : null;

    /// <summary>Its standard error, the larger one of both ends; null where it is not estimable.</summary>
    public double? StandardError =>
        Calibrated is not { } estimate ? null
        : IfMet?.Calibrated is { } other ? Math.Max(estimate.StandardError, other.StandardError)
        : estimate.StandardError;

    /// <summary>Its interval, wide enough for both ends; null where it is not estimable.</summary>
    public Interval? Interval =>
        Calibrated is not { } estimate ? null
        : IfMet?.Calibrated is { } other ? estimate.Interval.Hull(other.Interval)
        : estimate.Interval;

    /// <summary>The two values that the graders' undecided units make possible, the lower first; null where there is but one.</summary>
    public Interval? Ends =>
        Calibrated is { } estimate && IfMet?.Calibrated is { } other
            ? new Interval(estimate.Shown, estimate.Shown).Hull(new(other.Shown, other.Shown))
            : null;

    /// <summary>What a reader must know besides, of both ends, each sentence once.</summary>
    public IReadOnlyList<string> Warnings => [.. Rate.Warnings.Concat(IfMet?.Warnings ?? []).Distinct()];

    /// <summary>Why the interval is wider than its own summands would have it.</summary>
    public Widening Widening =>
        Calibrated is null ? Widening.None
        : Calibrated.Widening != Widening.None ? Calibrated.Widening
        : IfMet?.Calibrated?.Widening ?? Widening.None;
}
