namespace SkillMix.Core.Exchange;

/// <summary>A line that was left out.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Sentence">What is wrong, in one sentence.</param>
public sealed record DecisionProblem(string File, int Line, string Sentence)
{
    /// <summary>"file, line n: sentence".</summary>
    public override string ToString() => $"{File}, line {Line}: {Sentence}";
}

/// <summary>What a file of decisions came to.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Lines">Events in the file: those taken, those known and those left out.</param>
/// <param name="New">Events that were not here before.</param>
/// <param name="Known">Events that were here already. No mistake: a file may be taken in twice.</param>
/// <param name="Problems">Every line left out, in the order of the file.</param>
/// <param name="Notes">What a person should know, one sentence each.</param>
public sealed record DecisionReport(
    string File,
    int Lines,
    int New,
    int Known,
    IReadOnlyList<DecisionProblem> Problems,
    IReadOnlyList<string> Notes
);
