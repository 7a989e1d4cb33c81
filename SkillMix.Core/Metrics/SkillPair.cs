namespace SkillMix.Core.Metrics;

/// <summary>Two skills that were asked of the same texts: whether they go together better or worse than each by itself lets expect.</summary>
/// <param name="First">A skill's name.</param>
/// <param name="Second">The other's, later in ordinal order.</param>
/// <param name="Texts">Decided texts of tuples with both, n.</param>
/// <param name="Successes">Successes among them, r.</param>
/// <param name="Expected">Σp̂ over these texts, in (0, n).</param>
/// <param name="Z">(r − Σp̂) / √(Σ p̂ (1 − p̂)): positive where the two go together better than expected.</param>
/// <param name="Shrunken">(r + m e) / (n + m) with e = Σp̂ / n: what is left of the observed rate once chance is allowed for, in (0, 1).</param>
/// <param name="PValue">Two-sided, of z / √φ as a standard normal value, or of the exact distribution of r where that is larger; in [0, 1].</param>
/// <param name="Adjusted"><paramref name="PValue"/> corrected by <see cref="BenjaminiHochberg"/> over all pairs that are not thin; null for a thin one.</param>
public sealed record SkillPair(
    string First,
    string Second,
    int Texts,
    int Successes,
    double Expected,
    double Z,
    double Shrunken,
    double PValue,
    double? Adjusted
)
{
    /// <summary>r / n, in [0, 1].</summary>
    public double Rate => (double)Successes / Texts;

    /// <summary>Σp̂ / n, in (0, 1).</summary>
    public double ExpectedRate => Expected / Texts;

    /// <summary>Whether it has too few texts to be tested.</summary>
    public bool IsThin => Adjusted is null;
}
