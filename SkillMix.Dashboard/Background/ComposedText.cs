using SkillMix.Core.Browse;
using SkillMix.Core.Sampling;

namespace SkillMix.Dashboard.Background;

/// <summary>How far a composed text is.</summary>
public enum ComposedStep
{
    /// <summary>Nobody was asked yet.</summary>
    Waiting,

    /// <summary>Turn 1 is being written.</summary>
    Writing,

    /// <summary>Turn 2 is being written.</summary>
    Revising,

    /// <summary>It is with the graders.</summary>
    Grading,

    /// <summary>Nothing more comes: it is written and graded, or its request failed.</summary>
    Done,

    /// <summary>It was stopped before its end.</summary>
    Stopped,
}

/// <summary>One text while it comes about, and whole when it is done.</summary>
/// <param name="Student">Who writes.</param>
/// <param name="Tuple">About what.</param>
/// <param name="IsSimulated">The student is a rehearsal model.</param>
/// <param name="Step">How far it is.</param>
/// <param name="Reply">The student's reply so far, of the turn that is being written.</param>
/// <param name="Graders">What each grader has said so far, in the order in which they began.</param>
/// <param name="Item">The text with its gradings; null until it is done.</param>
public sealed record ComposedText(
    string Student,
    SkillTuple Tuple,
    bool IsSimulated,
    ComposedStep Step,
    string Reply,
    IReadOnlyList<GraderSoFar> Graders,
    GenerationItem? Item
);

/// <summary>What a grader has said so far.</summary>
/// <param name="Ticket">Names the grading.</param>
/// <param name="Grader">Who grades.</param>
/// <param name="Reply">Its reply so far.</param>
public sealed record GraderSoFar(string Ticket, string Grader, string Reply);
