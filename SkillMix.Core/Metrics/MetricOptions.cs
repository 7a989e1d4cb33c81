namespace SkillMix.Core.Metrics;

/// <summary>How the generations of a tuple become one number.</summary>
public enum GenerationRule
{
    /// <summary>The best of r generations, for each metric by itself (the papers').</summary>
    Max,

    /// <summary>The mean of the generations.</summary>
    Mean,
}

/// <summary>How several graders become one verdict. Every rule but the first speaks for the whole panel.</summary>
/// <remarks>
/// The panel is every grader that the table holds for the same student and sample. A grader that did not judge a text, or
/// whose verdict cannot be read, stays a member of it.
/// </remarks>
public enum PanelRule
{
    /// <summary>No panel: every grader has a row of its own.</summary>
    Each,

    /// <summary>Met where more than half of the panel says met, not met where more than half says not met; a tie is undecided.</summary>
    Majority,

    /// <summary>Met where every grader says met; not met as soon as one says not met.</summary>
    All,

    /// <summary>Met as soon as one grader says met; not met where every grader says not met.</summary>
    Any,
}

/// <summary>What happens to a skill's point when the text names the skill.</summary>
public enum NamedSkillRule
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>The point becomes 0 when the name is a substring of the text (the reference's rule).</summary>
    Substring,

    /// <summary>The point becomes 0 when the name stands in the text as whole words.</summary>
    Word,
}

/// <summary>Who says whether a text keeps to max(1, k − 1) sentences.</summary>
public enum LengthRule
{
    /// <summary>The reference's sentence counter overrides the grader.</summary>
    ReferenceCounter,

    /// <summary>The strict sentence counter overrides the grader.</summary>
    StrictCounter,

    /// <summary>The grader's own point.</summary>
    AsGraded,
}

/// <summary>What an unreadable point counts as.</summary>
public enum UnreadableRule
{
    /// <summary>A third truth value: a tuple that hangs on it is unscored, and bounds say how much that could matter.</summary>
    Bounds,

    /// <summary>
    /// A zero, for comparison with published numbers. The reference pads a short list of points at its end; here the zero
    /// stands at the criterion that could not be read.
    /// </summary>
    Zero,
}

/// <summary>What an interval of a mean over tuples is to say.</summary>
/// <remarks>It changes the interval and the standard error, never the value: it is no part of <see cref="MetricRecipe"/>.</remarks>
public enum IntervalRule
{
    /// <summary>"For this catalogue": Wilson for counts of tuples, Student-t over tuples else.</summary>
    ThisCatalogue,

    /// <summary>"For skills like these": tuples that share skills vary together, see <see cref="SharedSkills"/>. Tuples need skill names.</summary>
    SkillsLikeThese,

    /// <summary>"For this catalogue", by drawing whole tuples anew, see <see cref="TupleBootstrap"/>.</summary>
    TupleBootstrap,
}

/// <summary>The choices made when measuring. The defaults are the papers', with unreadable points kept apart.</summary>
public sealed record MetricOptions
{
    /// <summary>The defaults.</summary>
    public static MetricOptions Default { get; } = new();

    /// <summary>How generations become one number; the best of them by default.</summary>
    public GenerationRule Generations { get; init; } = GenerationRule.Max;

    /// <summary>How graders become one verdict; each grader by itself by default.</summary>
    public PanelRule Panel { get; init; } = PanelRule.Each;

    /// <summary>Whether a named skill loses its point; it does not by default.</summary>
    public NamedSkillRule NamedSkill { get; init; } = NamedSkillRule.Off;

    /// <summary>Skill names, byte for byte; tuples that contain one of them are dropped and counted.</summary>
    public IReadOnlyList<string> LeaveOut { get; init; } = [];

    /// <summary>Who gives the length point; the reference counter by default.</summary>
    public LengthRule Length { get; init; } = LengthRule.ReferenceCounter;

    /// <summary>Turn that is measured: 0 the draft, 1 the revision; null takes the last turn that each generation has.</summary>
    public int? Turn { get; init; }

    /// <summary>What an unreadable point counts as; nothing, with bounds, by default.</summary>
    public UnreadableRule Unreadable { get; init; } = UnreadableRule.Bounds;

    /// <summary>Generations per tuple, r ≥ 1; null takes the most common number, the larger of two equally common ones.</summary>
    public int? PerTuple { get; init; }

    /// <summary>Confidence level of intervals, in (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>What intervals and standard errors say; for this catalogue by default.</summary>
    public IntervalRule Intervals { get; init; } = IntervalRule.ThisCatalogue;

    /// <summary>
    /// How often and from which seed tuples are drawn under <see cref="IntervalRule.TupleBootstrap"/>; 10,000 times from seed 0 by
    /// default. The level is <see cref="Confidence"/> and not the spec's own.
    /// </summary>
    public BootstrapSpec Bootstrap { get; init; } = new(Repeats: 10_000);

    /// <summary>
    /// Joins all series of one student, grader, setting and k, whatever their samples and prompts; their tuples stay
    /// distinct. The joined row says which samples and prompts went into it.
    /// </summary>
    public bool PoolSamples { get; init; }

    internal void Check()
    {
        if (PerTuple is < 1)
        {
            throw new ArgumentException($"Generations per tuple must be 1 or more, but is {PerTuple}.");
        }

        if (Turn is < 0)
        {
            throw new ArgumentException($"The turn must be 0 (draft) or more, but is {Turn}.");
        }

        if (!Enum.IsDefined(Intervals))
        {
            throw new ArgumentException($"There is no rule for intervals with the number {(int)Intervals}.");
        }

        Metrics.Intervals.CheckConfidence(Confidence);
        Bootstrap.Check();
    }
}
