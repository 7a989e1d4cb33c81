using SkillMix.Core.Annotation;

namespace SkillMix.Core.Exchange;

/// <summary>What a line says of the text and the item; a store has to find them.</summary>
/// <param name="Generation">Public id; null where the line names none.</param>
/// <param name="Hash">Of the words that were judged.</param>
/// <param name="CriterionName">As the file calls it.</param>
/// <param name="Marked">The marked words as the file has them.</param>
public sealed record DecisionPlace(
    Guid? Generation,
    string? RunSpec,
    string? RunName,
    string? Student,
    string? Sample,
    int? Tuple,
    int? Round,
    string? Hash,
    Guid? Item,
    string? Queue,
    int? ItemPosition,
    string? CriterionName,
    string? Marked
);

/// <summary>An event as a file says it.</summary>
/// <param name="Line">Number of its line, from 1.</param>
/// <param name="Decision">The event; its generation and item are those of the store that wrote the file.</param>
/// <param name="Place">What it is about.</param>
public sealed record ReadDecision(int Line, Decision Decision, DecisionPlace Place)
{
    /// <summary>What a file with this line would say.</summary>
    public static ReadDecision Of(DecisionLine line, int number) =>
        new(
            number,
            line.Decision,
            new(
                line.Text.Generation,
                line.Text.RunSpec,
                line.Text.RunName,
                line.Text.Student,
                line.Text.Sample,
                line.Text.Tuple,
                line.Text.Round,
                line.Text.Hash,
                line.Item?.Item,
                line.Item?.Name,
                line.Item?.Position,
                line.Criterion?.Name,
                line.Marked
            )
        );
}

/// <summary>A file of decisions, read.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Decisions">The lines that can be read, in their order.</param>
/// <param name="Problems">Those that cannot.</param>
public sealed record DecisionReading(
    string File,
    IReadOnlyList<ReadDecision> Decisions,
    IReadOnlyList<DecisionProblem> Problems
);
