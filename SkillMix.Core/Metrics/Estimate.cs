using System.Globalization;

namespace SkillMix.Core.Metrics;

/// <summary>A number with its uncertainty, and what it rests on.</summary>
public sealed record Estimate
{
    /// <summary>Mean over the decided tuples; null when there is none.</summary>
    public required double? Value { get; init; }

    /// <summary>Standard error of <see cref="Value"/> under the rule of its interval; null when n &lt; 2.</summary>
    /// <remarks>
    /// For this catalogue the standard deviation over the decided tuples (n − 1), over √n; for skills like these √V₂; by bootstrap the
    /// standard deviation of the means drawn.
    /// </remarks>
    public required double? StandardError { get; init; }

    /// <summary>Lower limit of the interval, inside the metric's range; null where there is no interval.</summary>
    public required double? Low { get; init; }

    /// <summary>Upper limit of the interval, inside the metric's range; null where there is no interval.</summary>
    public required double? High { get; init; }

    /// <summary>How the interval was made: "wilson", "student-t", "shared-skills", "tuple-bootstrap", or "none".</summary>
    public required string IntervalMethod { get; init; }

    /// <summary>Different skills behind the decided tuples; null where the interval is not for skills like these, or there is none.</summary>
    public int? Skills { get; init; }

    /// <summary>Decided tuples: what <see cref="Value"/> is the mean of.</summary>
    public required int N { get; init; }

    /// <summary>Generations per tuple, r: best-of-1 and best-of-3 are not comparable. 0 when nothing was graded.</summary>
    public required int GenerationsPerTuple { get; init; }

    /// <summary>Most common number of gradings that one grader gave a text, the larger of two equally common ones; 0 when none.</summary>
    public required int GradingsPerGeneration { get; init; }

    /// <summary>Tuples whose metric stays undecided because of unreadable points or ties.</summary>
    public required int Unscored { get; init; }

    /// <summary>
    /// The mean over all tuples, decided and undecided, with every undecided one at its worst; null when there is no tuple at all.
    /// </summary>
    /// <remarks>
    /// <see cref="Value"/> is over the decided tuples only, so that it need not lie between the bounds: under a mean over
    /// generations an undecided tuple is worth at least what its readable generations are worth, which may be more than the value.
    /// </remarks>
    public required double? BoundLow { get; init; }

    /// <summary>
    /// The mean over all tuples, decided and undecided, with every undecided one at its best; null when there is no tuple at all.
    /// </summary>
    /// <remarks>See <see cref="BoundLow"/>: the value need not lie between the bounds.</remarks>
    public required double? BoundHigh { get; init; }

    /// <summary>Tuples that are not counted because fewer than r of their generations are graded.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Tuples that are not counted because they contain a skill that was left out.</summary>
    public required int Dropped { get; init; }

    /// <summary>The papers' form, value to two and standard error to three decimals: "0.60 ± 0.245"; "–" when there is no value.</summary>
    public override string ToString() =>
        (Value, StandardError) switch
        {
            ({ } value, { } error) => string.Create(CultureInfo.InvariantCulture, $"{value:F2} ± {error:F3}"),
            ({ } value, null) => string.Create(CultureInfo.InvariantCulture, $"{value:F2}"),
            _ => "–",
        };
}
