namespace SkillMix.Core.Grading;

/// <summary>The verdicts of one grading in one number: four bits a criterion, the first criterion lowest.</summary>
/// <remarks>
/// A store keeps this beside the criterion rows so that metrics over a million gradings read one narrow index.
/// Codes: 0 absent, 1 met, 2 not met, 3 unreadable, 4 refused, 5 failed, 6 … 14 partial in tenths (.1 … .9).
/// A partial point is kept exactly in its criterion row and rounded to tenths here.
/// </remarks>
/// <param name="Bits">The packed codes.</param>
public readonly record struct PackedVerdicts(long Bits)
{
    /// <summary>Most criteria that fit: k + 3 ≤ 16, so k ≤ 13.</summary>
    public const int Capacity = 16;

    /// <summary>Packs verdicts by their criterion's position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A criterion's position is 16 or more.</exception>
    public static PackedVerdicts Pack(IEnumerable<Verdict> verdicts)
    {
        var bits = 0L;
        foreach (var verdict in verdicts)
        {
            var position = verdict.Criterion.Position;
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Capacity);
            bits |= Code(verdict) << (4 * position);
        }

        return new(bits);
    }

    /// <summary>What was said of the criterion at a position; null where there is no verdict.</summary>
    public VerdictState? StateAt(int position) =>
        CodeAt(position) switch
        {
            0 => null,
            1 => VerdictState.Met,
            2 => VerdictState.NotMet,
            3 => VerdictState.Unreadable,
            4 => VerdictState.Refused,
            5 => VerdictState.Failed,
            _ => VerdictState.Partial,
        };

    /// <summary>Points of the criterion at a position, in [0, 1] and in tenths; null where no point could be read.</summary>
    public double? PointsAt(int position) =>
        CodeAt(position) switch
        {
            1 => 1,
            2 => 0,
            var code and >= 6 => (code - 5) / 10.0,
            _ => null,
        };

    /// <summary>The four-bit code of the criterion at a position.</summary>
    public int CodeAt(int position) => (int)((ulong)Bits >> (4 * position)) & 0xF;

    private static long Code(Verdict verdict) =>
        verdict.State switch
        {
            VerdictState.Met => 1,
            VerdictState.NotMet => 2,
            VerdictState.Unreadable => 3,
            VerdictState.Refused => 4,
            VerdictState.Failed => 5,
            VerdictState.Partial => 5 + Math.Clamp((long)Math.Round(verdict.Points.GetValueOrDefault(0.5) * 10), 1, 9),
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict.State, "Unknown state."),
        };
}
