namespace SkillMix.Core.Metrics;

/// <summary>What counts as a success of a text that asks for two skills.</summary>
public enum PairSuccess
{
    /// <summary>The text has full marks.</summary>
    FullMarks,

    /// <summary>The text shows both skills, whatever the rest says.</summary>
    BothSkills,
}

/// <summary>How skill pairs are to be looked at.</summary>
/// <param name="Success">What counts as a success.</param>
/// <param name="Ridge">1 / variance of the normal prior on each effect of the expected rate, &gt; 0; ¼ is a standard deviation of 2 logits.</param>
/// <param name="FewTexts">A pair of fewer texts is thin: shown, not tested; ≥ 1.</param>
public sealed record PairSpec(PairSuccess Success = PairSuccess.FullMarks, double Ridge = 0.25, int FewTexts = 5)
{
    /// <summary>Full marks, prior of 2 logits, thin below 5 texts.</summary>
    public static PairSpec Default { get; } = new();

    internal void Check()
    {
        if (!(Ridge > 0 && double.IsFinite(Ridge)))
        {
            throw new ArgumentException($"The ridge must be above 0, but is {Ridge}.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(FewTexts, 1);
    }
}
