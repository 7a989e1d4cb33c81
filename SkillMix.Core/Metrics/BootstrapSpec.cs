namespace SkillMix.Core.Metrics;

/// <summary>How an interval is to be found by drawing the items anew.</summary>
/// <param name="Repeats">Times the items are drawn; 0 asks for no interval.</param>
/// <param name="Seed">Seed of the draws: the same seed over the same items gives the same limits.</param>
/// <param name="Confidence">Two-sided level, in (0, 1).</param>
public sealed record BootstrapSpec(int Repeats = 2000, ulong Seed = 0, double Confidence = 0.95)
{
    /// <summary>2,000 repeats, seed 0, 95 %.</summary>
    public static BootstrapSpec Default { get; } = new();

    /// <summary>More repeats than that change no digit that is read.</summary>
    public const int MostRepeats = 1_000_000;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Repeats);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Repeats, MostRepeats);
        Intervals.CheckConfidence(Confidence);
    }
}
