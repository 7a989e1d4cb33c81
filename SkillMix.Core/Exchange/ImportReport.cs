namespace SkillMix.Core.Exchange;

/// <summary>What was not taken in, and why.</summary>
public sealed record SkippedFile(string Path, string Reason);

/// <summary>What an import found and what became of it.</summary>
/// <param name="Runs">Runs in the folder: one per k, seed, prompt and student.</param>
/// <param name="Generations">Generations in the folder.</param>
/// <param name="Gradings">Gradings in the folder, copies apart.</param>
/// <param name="DuplicateGradings">Rows of grading rounds that are byte for byte copies of another round.</param>
/// <param name="UnreadableCriteria">Criteria of the kept gradings that could not be read.</param>
/// <param name="RowsWithoutPartner">Rows that belong to no tuple, or to no generation.</param>
/// <param name="NewGenerations">Generations that the store did not hold before.</param>
/// <param name="NewGradings">Gradings that the store did not hold before.</param>
/// <param name="Skipped">What was not taken in: the first of it, at most <see cref="MostSkipped"/>.</param>
/// <param name="Notes">What a person should know, one sentence each.</param>
/// <param name="MoreSkipped">How much more was not taken in; a note says so too.</param>
public sealed record ImportReport(
    int Runs,
    int Generations,
    int Gradings,
    int DuplicateGradings,
    int UnreadableCriteria,
    int RowsWithoutPartner,
    int NewGenerations,
    int NewGradings,
    IReadOnlyList<SkippedFile> Skipped,
    IReadOnlyList<string> Notes,
    int MoreSkipped = 0
)
{
    /// <summary>How many of the things that were not taken in are listed one by one.</summary>
    public const int MostSkipped = 200;
}

/// <summary>How far an import is.</summary>
/// <param name="Done">Files read.</param>
/// <param name="Total">Files to read.</param>
/// <param name="Path">The file read last, below the imported folder.</param>
public readonly record struct ImportProgress(int Done, int Total, string Path);
