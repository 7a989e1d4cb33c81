namespace SkillMix.Core.Grading;

/// <summary>What a program can say about a text without a grader. It stands beside the grader's points, never over them.</summary>
/// <param name="ReferenceSentences">Sentences by the reference counter; an empty text counts 1.</param>
/// <param name="StrictSentences">Sentences by the strict counter; an empty text counts 0.</param>
/// <param name="NamedBySubstring">Bit i is set when the text contains the name of skill i, as a substring (the reference's rule).</param>
/// <param name="NamedByWord">Bit i is set when the text contains the name of skill i as whole words.</param>
/// <param name="IsEmpty">The student answered with nothing: there is no text that a grader could judge.</param>
public readonly record struct TextFacts(
    int ReferenceSentences,
    int StrictSentences,
    int NamedBySubstring,
    int NamedByWord,
    bool IsEmpty
);
