namespace SkillMix.Core.Metrics;

/// <summary>A coefficient over units, with its interval and what it rests on.</summary>
/// <param name="Value">
/// The coefficient; null where it is not defined. With <paramref name="Used"/> = 0 there was nothing to compare; with units used,
/// their values do not vary, so that chance alone would agree as often.
/// </param>
/// <param name="Interval">
/// Percentile interval of the item bootstrap. Null where the value is, where fewer than two items are used, where none was asked
/// for, and where the coefficient is undefined in more than half of the repeats. Of width 0 where every unit says the same.
/// </param>
/// <param name="Used">Units that the coefficient rests on.</param>
/// <param name="Total">Units in the table.</param>
/// <param name="UndefinedRepeats">Repeats of the bootstrap in which the coefficient was not defined; the interval leaves them out.</param>
public sealed record Coefficient(double? Value, Interval? Interval, int Used, int Total, int UndefinedRepeats)
{
    internal static Coefficient NotDefined(int total) => new(null, null, 0, total, 0);
}
