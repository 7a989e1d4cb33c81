namespace SkillMix.Core.Storage.Rows;

/// <summary>One turn of a generation, and what the program computed from its text.</summary>
public sealed class TurnRow
{
    public long Id { get; set; }

    public long GenerationId { get; set; }

    /// <summary>0 the draft, 1 the revision.</summary>
    public int Turn { get; set; }

    public long? PromptId { get; set; }

    /// <summary>Sentences by the reference counter; an empty text counts 1.</summary>
    public int ReferenceSentences { get; set; }

    /// <summary>Sentences by the strict counter; an empty text counts 0.</summary>
    public int StrictSentences { get; set; }

    /// <summary>Bit i is set when the text contains the name of skill i, as a substring.</summary>
    public int NamedBySubstring { get; set; }

    /// <summary>Bit i is set when the text contains the name of skill i as whole words.</summary>
    public int NamedByWord { get; set; }

    /// <summary>There is no text that a grader could judge.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>What was odd about the reply, as flags of the answer reader.</summary>
    public int Defects { get; set; }

    /// <summary>Version of the answer reader.</summary>
    public int ReaderVersion { get; set; }

    /// <summary>The body that holds the reply.</summary>
    public long BodyId { get; set; }

    /// <summary>Place in the body, from 0.</summary>
    public int BodyPart { get; set; }
}
