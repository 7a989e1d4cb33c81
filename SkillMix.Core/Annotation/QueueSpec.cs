namespace SkillMix.Core.Annotation;

/// <summary>What is drawn and labelled as one.</summary>
public enum QueueUnit
{
    /// <summary>A tuple of one student with all its generations: what success as the best of them is corrected by.</summary>
    Tuple,

    /// <summary>A single generation: corrects the rate per generation, not that of the best of several.</summary>
    Generation,
}

/// <summary>How the items of a queue are chosen from its pool.</summary>
public enum QueueSelection
{
    /// <summary>By chance with known probabilities, more often where the graders are split: the only one that estimates rest on.</summary>
    Probability,

    /// <summary>All units in which two gradings differ on a criterion.</summary>
    Disagreements,

    /// <summary>The units that somebody chose, by a filter or one by one.</summary>
    HandPicked,
}

/// <summary>What was asked of a queue.</summary>
public sealed record QueueSpec
{
    /// <summary>Units drawn, or at most taken, unless said otherwise.</summary>
    public const int UsualBudget = 60;

    /// <summary>Name, one of its kind in the store.</summary>
    public required string Name { get; init; }

    /// <summary>Which generations the pool holds: the query of the Generations page; empty for all.</summary>
    public string Filter { get; init; } = "";

    public QueueUnit Unit { get; init; } = QueueUnit.Tuple;

    public QueueSelection Selection { get; init; } = QueueSelection.Probability;

    /// <summary>Expected number of drawn units under <see cref="QueueSelection.Probability"/>, else the most units; at least 1.</summary>
    public int Budget { get; init; } = UsualBudget;

    /// <summary>How many times as likely an evenly split unit is drawn as a unanimous one, at least 1.</summary>
    public double Boost { get; init; } = 3;

    /// <summary>Seed of the draw, of the order of items and of which are labelled twice.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>People that label an item, at least 1.</summary>
    public int Labels { get; init; } = 1;

    /// <summary>Share of items that one more person labels, in [0, 1], so that people can be held against each other.</summary>
    public double TwiceShare { get; init; } = 0.2;

    /// <summary>Who may label; empty for everybody.</summary>
    public IReadOnlyList<Annotator> Annotators { get; init; } = [];

    /// <summary>Whether the student and the graders' verdicts are shown while deciding.</summary>
    public bool IsOpen { get; init; }

    /// <summary>
    /// Whether a text may end at its first criterion not met, and an item at its first text with full marks: enough where full
    /// marks are the target, too little for an honest confusion of each criterion.
    /// </summary>
    public bool EndsEarly { get; init; }

    /// <summary>Throws where something asked for cannot be.</summary>
    /// <exception cref="ArgumentException">In one sentence, what was expected.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            throw new ArgumentException("A queue needs a name, such as 'k 4 and 5, both students'.");
        }

        if (Budget < 1)
        {
            throw new ArgumentException($"The label budget must be 1 item or more, not {Budget}.");
        }

        if (Labels < 1)
        {
            throw new ArgumentException($"Each item needs 1 label or more, not {Labels}.");
        }

        if (TwiceShare is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"The share labelled twice must lie between 0 and 1, not {TwiceShare}.");
        }

        if (Boost is not (>= 1 and < double.PositiveInfinity))
        {
            throw new ArgumentException(
                $"A split unit must be drawn at least as often as a unanimous one, not {Boost} times."
            );
        }

        var most = Labels + (TwiceShare > 0 ? 1 : 0);
        if (Annotators.Count > 0 && Annotators.Count < Labels)
        {
            throw new ArgumentException(
                $"{Labels} labels per item need as many annotators, and {Annotators.Count} are named."
            );
        }

        if (Annotators.Count > 0 && Annotators.Count < most)
        {
            throw new ArgumentException(
                $"A share of the items is labelled {most} times, and {Annotators.Count} annotators are named: name one more, or set the share to 0."
            );
        }
    }
}
