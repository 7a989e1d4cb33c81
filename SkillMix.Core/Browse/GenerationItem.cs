using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Browse;

/// <summary>One turn of a generation, whole.</summary>
/// <param name="Turn">0 is the draft, 1 the revision.</param>
/// <param name="Prompt">The prompt as it was sent.</param>
/// <param name="Reply">The student's raw reply.</param>
/// <param name="Text">The text read out of it.</param>
/// <param name="Explanation">What the student says behind its text.</param>
public sealed record TurnItem(
    int Turn,
    string? PromptName,
    string Prompt,
    string Reply,
    string Text,
    string? Explanation,
    TextFacts Facts
);

/// <summary>One grading of one turn, whole.</summary>
/// <param name="Copies">How many further rounds were byte for byte the same and were not kept.</param>
public sealed record GradingItem(
    Guid Id,
    string Grader,
    string Style,
    int Turn,
    int Round,
    IReadOnlyList<Verdict> Verdicts,
    double? StatedTotal,
    string? Explanation,
    string Prompt,
    string Reply,
    int Copies,
    string? Error,
    string Fingerprint,
    string Recipe
);

/// <summary>One generation with all that is known about it.</summary>
public sealed record GenerationItem(
    GenerationLine Line,
    Guid Run,
    string RunName,
    RunOrigin Origin,
    string? Source,
    string Sample,
    IReadOnlyList<Skill> Skills,
    Rubric Rubric,
    IReadOnlyList<TurnItem> Turns,
    IReadOnlyList<GradingItem> Gradings,
    IReadOnlyList<string> Tags,
    string? Error,
    DateTimeOffset Created
);
