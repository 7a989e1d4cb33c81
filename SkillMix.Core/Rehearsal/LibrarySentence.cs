namespace SkillMix.Core.Rehearsal;

/// <summary>A sentence written for this project that shows one skill on any topic.</summary>
public sealed record LibrarySentence
{
    /// <summary>The place of the topic in <see cref="Text"/>.</summary>
    public const string TopicSlot = "{topic}";

    /// <summary>A sentence of the library.</summary>
    /// <param name="skill">The skill's name, byte for byte; empty for a filler, which shows none.</param>
    /// <param name="text">One sentence with the topic's slot in it once.</param>
    /// <param name="why">Why it shows the skill, as a careful grader would put it; empty for a filler.</param>
    /// <exception cref="FormatException">The slot is missing, or stands there twice or at the very beginning.</exception>
    public LibrarySentence(string skill, string text, string why)
    {
        var slot = text.IndexOf(TopicSlot, StringComparison.Ordinal);
        if (slot < 1 || text.LastIndexOf(TopicSlot, StringComparison.Ordinal) != slot)
        {
            throw new FormatException(
                $"A sentence of the library must hold {TopicSlot} exactly once and not as its first word, but there is: {text}"
            );
        }

        Skill = skill;
        Text = text;
        Why = why;
        Before = text[..slot];
        After = text[(slot + TopicSlot.Length)..];
        BeforeKey = SearchableText.Normalised(Before);
        AfterKey = SearchableText.Normalised(After.TrimEnd('.', '?', '!'));
    }

    /// <summary>The skill's name, byte for byte; empty for a filler.</summary>
    public string Skill { get; }

    /// <summary>The sentence with <see cref="TopicSlot"/> in it.</summary>
    public string Text { get; }

    /// <summary>Why it shows the skill; empty for a filler.</summary>
    public string Why { get; }

    /// <summary>It ends in a question mark, so that nothing can be joined behind it.</summary>
    public bool IsQuestion => Text[^1] == '?';

    /// <summary>What a text is searched for, before the topic and behind it.</summary>
    internal string BeforeKey { get; }

    /// <inheritdoc cref="BeforeKey"/>
    internal string AfterKey { get; }

    private string Before { get; }

    private string After { get; }

    /// <summary>The sentence about a topic.</summary>
    public string About(string topic) => string.Concat(Before, TopicWords.InSentence(topic), After);
}

/// <summary>A library sentence that stands in a text.</summary>
/// <param name="Sentence">The sentence: its skill, and why it shows it.</param>
/// <param name="Span">The words as they stand in the text, without the mark that ends them.</param>
public sealed record FoundSentence(LibrarySentence Sentence, string Span);
