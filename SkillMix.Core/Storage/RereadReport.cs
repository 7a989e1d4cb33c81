namespace SkillMix.Core.Storage;

/// <summary>What reading the replies of a run again came to.</summary>
/// <param name="Read">Gradings whose reply was read.</param>
/// <param name="Renewed">Gradings of an older reader whose verdicts were replaced by what the present one reads, the same or not.</param>
/// <param name="Left">Gradings left alone: their request failed, or their grader declined.</param>
/// <param name="Changes">Verdicts that became others.</param>
/// <param name="OlderAnswers">Turns whose text an older reader took out of its reply. They are told and left.</param>
public sealed record RereadReport(
    int Read,
    int Renewed,
    int Left,
    IReadOnlyList<ChangedVerdicts> Changes,
    int OlderAnswers
);
