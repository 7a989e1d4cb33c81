namespace SkillMix.Core.Runs;

/// <summary>What became of one request for a text.</summary>
public enum GenerationState
{
    /// <summary>There is a text.</summary>
    Written = 0,

    /// <summary>The student answered with nothing that could be graded.</summary>
    Empty = 1,

    /// <summary>The student declined to write.</summary>
    Refused = 2,

    /// <summary>The request itself failed.</summary>
    Failed = 3,
}
