namespace SkillMix.Core.Annotation;

/// <summary>What a person did.</summary>
public enum DecisionKind
{
    /// <summary>Judged a criterion; a later one of the same person counts instead.</summary>
    Decide = 0,

    /// <summary>Took the last thing back: of a criterion, or, where none is named, of the item.</summary>
    Undo = 1,

    /// <summary>Left an item undecided. It stays drawn.</summary>
    Skip = 2,

    /// <summary>Looked, after deciding, at what was hidden.</summary>
    Reveal = 3,

    /// <summary>Is done with an item: from now on its decisions count.</summary>
    Complete = 4,

    /// <summary>Settled a criterion on which people differ. It replaces none of their verdicts.</summary>
    Adjudicate = 5,
}

/// <summary>What a person says of a criterion.</summary>
public enum Judgement
{
    NotMet = 0,
    Met = 1,

    /// <summary>Cannot tell. It counts as no verdict.</summary>
    Unsure = 2,
}

/// <summary>Words of a text, by their place in it.</summary>
/// <param name="Start">First UTF-16 unit, from 0.</param>
/// <param name="Length">UTF-16 units, at least 1.</param>
public sealed record TextSpan(int Start, int Length)
{
    /// <summary>Whether it is a place in a text of so many UTF-16 units.</summary>
    public bool FitsIn(int units) => Start >= 0 && Length >= 1 && Length <= units && Start <= units - Length;

    /// <summary>The words; null where the text has no such place.</summary>
    public string? In(string text) => FitsIn(text.Length) ? text.Substring(Start, Length) : null;
}

/// <summary>What a person could see while deciding, beside the text and the task.</summary>
/// <param name="Student">The student's name.</param>
/// <param name="Graders">The graders' verdicts.</param>
/// <param name="Annotators">What other people decided.</param>
public sealed record Sight(bool Student, bool Graders, bool Annotators)
{
    /// <summary>Nothing but the text and the task.</summary>
    public static Sight Blind { get; } = new(false, false, false);

    /// <summary>Everything but other people's verdicts.</summary>
    public static Sight Open { get; } = new(true, true, false);

    /// <summary>Everything.</summary>
    public static Sight Everything { get; } = new(true, true, true);
}

/// <summary>One event of annotation. Events are added and never changed; what holds is the fold over them in the order of time.</summary>
public sealed record Decision
{
    /// <summary>Given by whoever sends it, so that sending it twice adds it once.</summary>
    public required string Key { get; init; }

    public required DecisionKind Kind { get; init; }

    /// <summary>The item it was made in; null outside a queue, which counts as picked by hand.</summary>
    public Guid? Item { get; init; }

    /// <summary>The text that was judged; the item's first text for events about the whole item.</summary>
    public required Guid Generation { get; init; }

    /// <summary>Its turn.</summary>
    public required int Turn { get; init; }

    /// <summary>The criterion's place in the rubric; null for events about the whole item.</summary>
    public int? Position { get; init; }

    public required Annotator Annotator { get; init; }

    /// <summary>
    /// What was said; null where a criterion was only marked or noted on, for events that say nothing of one, and for an
    /// adjudication that is withdrawn.
    /// </summary>
    public Judgement? Judgement { get; init; }

    public string? Note { get; init; }

    /// <summary>The words that show it.</summary>
    public TextSpan? Span { get; init; }

    public required Sight Saw { get; init; }

    /// <summary>Version of the guideline for this kind of criterion that was in view; null where there was none.</summary>
    public int? Guideline { get; init; }

    /// <summary>Time since the person's last event on the item, or since it came on screen.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>When; filled in by the store, later than what it holds of the item. Which of two says what holds hangs on it.</summary>
    public DateTimeOffset Created { get; init; }
}
