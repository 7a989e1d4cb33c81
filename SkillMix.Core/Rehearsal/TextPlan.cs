namespace SkillMix.Core.Rehearsal;

/// <summary>What a text is to do about one skill.</summary>
/// <param name="Name">The skill's name as the prompt spells it.</param>
/// <param name="IsShown">Whether the text shows it; a skill the library does not know is never shown.</param>
/// <param name="Kept">The sentence of the draft that the revision keeps; null to choose one.</param>
public sealed record PlannedSkill(string Name, bool IsShown = true, LibrarySentence? Kept = null);

/// <summary>Which criteria a text is to meet.</summary>
/// <param name="Skills">At least one, in prompt order.</param>
/// <param name="Topic">The topic that was asked for.</param>
/// <param name="Limit">Most sentences allowed, at least 1.</param>
public sealed record TextPlan(IReadOnlyList<PlannedSkill> Skills, string Topic, int Limit)
{
    /// <summary>False makes a text of at least <see cref="Limit"/> + 1 sentences.</summary>
    public bool KeepsLimit { get; init; } = true;

    /// <summary>False makes a text about another topic.</summary>
    public bool KeepsTopic { get; init; } = true;

    /// <summary>False puts a nonsense sentence into the text.</summary>
    public bool MakesSense { get; init; } = true;

    /// <summary>True names one of the skills that are shown, which the named-skill rule punishes.</summary>
    public bool NamesSkill { get; init; }
}

/// <summary>A text and what it is made of.</summary>
/// <param name="Text">The text.</param>
/// <param name="Shown">Per skill of the plan the sentence that shows it; null where none does.</param>
public sealed record ComposedText(string Text, IReadOnlyList<LibrarySentence?> Shown);
