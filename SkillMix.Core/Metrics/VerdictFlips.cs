using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>One verdict on two occasions; null where it stays open.</summary>
internal readonly record struct ComparedVerdict(CriterionKind Kind, int Position, bool? Before, bool? After);

/// <summary>Verdicts that were compared between two occasions, and those of them that flipped.</summary>
/// <param name="Total">Verdicts there would be if every text had been graded twice and read.</param>
/// <param name="Used">Verdicts that are met or not met on both occasions: those that were compared.</param>
/// <param name="LostAt">Positions of the texts whose verdict went from met to not met; a text stands there once for each verdict.</param>
/// <param name="GainedAt">Positions of the texts whose verdict went from not met to met.</param>
public sealed record VerdictFlips(int Total, int Used, IReadOnlyList<int> LostAt, IReadOnlyList<int> GainedAt)
{
    /// <summary>Flips from met to not met.</summary>
    public int Lost => LostAt.Count;

    /// <summary>Flips from not met to met.</summary>
    public int Gained => GainedAt.Count;

    /// <summary>Verdicts that were not compared, because one occasion or both leave them open.</summary>
    public int Open => Total - Used;

    /// <summary>Share of the compared verdicts that flipped, either way: a fraction in [0, 1]; null where none was compared.</summary>
    public double? Rate => Used == 0 ? null : (double)(Lost + Gained) / Used;

    /// <summary>95 % Wilson interval of <see cref="Rate"/>; null where none was compared.</summary>
    /// <remarks>It takes verdicts as independent. Those of one text are not, so for anything but full marks it is somewhat too narrow.</remarks>
    public Interval? Interval => Intervals.Wilson(Lost + Gained, Used);

    /// <summary>
    /// Exact two-sided McNemar test of flips one way against flips the other way, in (0, 1]; 1 where nothing flipped.
    /// </summary>
    /// <remarks>
    /// <see cref="PairedComparison.McNemar"/>: the exact test, without the mid-p correction. Small where the grader became
    /// stricter or more lenient; flips that cancel out, as those of chance do, leave it large however many they are.
    /// </remarks>
    public double PValue => PairedComparison.McNemar(Gained, Lost);

    internal static VerdictFlips Of(IEnumerable<ComparedVerdict> verdicts)
    {
        var all = verdicts.ToList();
        return new(
            all.Count,
            all.Count(verdict => verdict is { Before: not null, After: not null }),
            [.. all.Where(verdict => verdict is { Before: true, After: false }).Select(verdict => verdict.Position)],
            [.. all.Where(verdict => verdict is { Before: false, After: true }).Select(verdict => verdict.Position)]
        );
    }
}
