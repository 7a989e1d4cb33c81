namespace SkillMix.Core.Runs;

/// <summary>A text that is written and kept, but not graded as often as was asked.</summary>
/// <param name="Key">Which generation.</param>
/// <param name="Turn">Its last turn.</param>
/// <param name="Text">That turn's text.</param>
/// <param name="Missing">The gradings that are missing or failed: hash of the grading spec, and round.</param>
public sealed record UngradedText(
    GenerationKey Key,
    int Turn,
    string Text,
    IReadOnlyList<(string GradingSpec, int Round)> Missing
);
