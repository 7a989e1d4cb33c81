using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>A generation to be kept: what a student wrote about one tuple in one round.</summary>
/// <param name="Key">Its identity within the run.</param>
/// <param name="Tuple">The tuple it is about.</param>
/// <param name="Turns">Draft and revision, in order; fewer where the request failed.</param>
/// <param name="Error">The provider's words where the request failed.</param>
public sealed record WrittenGeneration(
    GenerationKey Key,
    SkillTuple Tuple,
    GenerationState State,
    IReadOnlyList<WrittenTurn> Turns,
    string? Error = null
)
{
    /// <summary>Keys of the logged replies that it was made of; the log may forget them once it is kept.</summary>
    public IReadOnlyList<string> ReplyKeys { get; init; } = [];
}

/// <summary>One turn to be kept.</summary>
/// <param name="Turn">0 is the draft, 1 the revision.</param>
/// <param name="PromptHash">Hash of the template.</param>
/// <param name="Prompt">The filled prompt where it cannot be made again from template and tuple; else null.</param>
/// <param name="Reply">The raw reply.</param>
/// <param name="Answer">What was read out of it.</param>
/// <param name="Facts">What was computed from the text.</param>
public sealed record WrittenTurn(
    int Turn,
    string? PromptHash,
    string? Prompt,
    string Reply,
    ReadAnswer Answer,
    TextFacts Facts
);

/// <summary>A grading to be kept: one reply of a grader about one turn's text.</summary>
/// <param name="Generation">Which generation of the run.</param>
/// <param name="Turn">Which turn's text was graded.</param>
/// <param name="GradingSpec">Hash of the grading spec.</param>
/// <param name="Round">Grading round, from 1.</param>
/// <param name="Reading">What was read out of the reply.</param>
/// <param name="ReaderVersion">Version of the reader that read it.</param>
/// <param name="Reply">The raw reply.</param>
/// <param name="Prompt">The filled prompt where it cannot be made again from template, tuple and text; else null.</param>
/// <param name="Copies">How many further rounds were byte for byte the same.</param>
/// <param name="Error">The provider's words where the request failed.</param>
public sealed record GivenGrading(
    GenerationKey Generation,
    int Turn,
    string GradingSpec,
    int Round,
    GradeReply Reading,
    int ReaderVersion,
    string Reply,
    string? Prompt = null,
    int Copies = 0,
    string? Error = null
)
{
    /// <summary>Keys of the logged replies that it was made of; the log may forget them once it is kept.</summary>
    public IReadOnlyList<string> ReplyKeys { get; init; } = [];
}
