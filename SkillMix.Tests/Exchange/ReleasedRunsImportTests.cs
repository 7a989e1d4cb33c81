using SkillMix.Core.Catalogue;
using SkillMix.Core.Exchange;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Storage;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Exchange;

/// <summary>The released runs of the reference implementation, with what is known to be wrong with them.</summary>
public sealed class ReleasedRunsImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StoreFile _file;
    private readonly SqliteRunStore _store;

    public ReleasedRunsImportTests()
    {
        _file = _folder.NewStore();
        _store = new SqliteRunStore(_file, TimeProvider.System);
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [ReferenceFact]
    public async Task Import_TheReleasedRuns_CountsTheirDefects()
    {
        var report = await ImportAsync();

        Assert.Equal((3, 30, 23), (report.Runs, report.Generations, report.Gradings));
        Assert.Equal((46, 75, 0), (report.DuplicateGradings, report.UnreadableCriteria, report.RowsWithoutPartner));
        Assert.Contains(
            report.Notes,
            note => note.Contains("3 gradings byte-identical: kept 1", StringComparison.Ordinal)
        );
        Assert.Contains(report.Notes, note => note.Contains("without a rubric", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note.Contains("of 5 texts graded", StringComparison.Ordinal));
        Assert.All(report.Skipped, skipped => Assert.EndsWith("/conv", skipped.Path, StringComparison.Ordinal));
    }

    [ReferenceFact]
    public async Task Import_TheReleasedRuns_RecognisesTheirPromptsAndTheirSample()
    {
        await ImportAsync();

        using var connection = _file.OpenConnection();
        var hashes = connection.Query("SELECT hash FROM prompts").Select(row => (string)row[0]!).ToList();
        var known = hashes.Select(KnownPrompts.Find).OfType<KnownPrompt>().Select(prompt => prompt.Kind).ToList();
        Assert.Contains(PromptKind.GenerationWrite, known);
        Assert.Contains(PromptKind.GenerationRevise, known);
        Assert.Contains(PromptKind.GradingTable, known);
        Assert.Equal(hashes.Count, known.Count);
        // Filled prompts are kept only where template and slots do not make them again: never here, but for empty rubrics.
        var series = (await _store.PointsAsync(default)).Series;
        Assert.Single(series.Select(one => one.Sample).Distinct());
        Assert.All(series, one => Assert.Equal((Setting.All, 3), (one.Setting, one.K)));
    }

    [ReferenceFact]
    public async Task Import_TheReleasedRuns_MarksGradingsWithoutARubricUnreadable()
    {
        await ImportAsync();

        var points = await _store.PointsAsync(default);
        var unreadable = points
            .Rows.Where(row => row.Grading > 0)
            .GroupBy(row => points.Series[row.Series].Student)
            .ToDictionary(
                rows => rows.Key,
                rows =>
                    rows.Sum(row =>
                        Enumerable.Range(0, 6).Count(i => row.Verdicts.StateAt(i) == VerdictState.Unreadable)
                    )
            );

        // 12 gradings that made their criteria up, and one that stopped after the skills.
        Assert.Equal(12 * 6, unreadable["llama2-7b-chat"]);
        Assert.Equal(3, unreadable["mistral-7b-chat"]);
        Assert.Equal(0, unreadable["gpt-4"]);
    }

    [ReferenceFact]
    public async Task Import_TheReleasedRunsTwice_AddsNothing()
    {
        await ImportAsync();
        var version = await _store.VersionAsync(default);

        var again = await ImportAsync();

        Assert.Equal((0, 0), (again.NewGenerations, again.NewGradings));
        Assert.Equal(version, await _store.VersionAsync(default));
    }

    private Task<ImportReport> ImportAsync() =>
        new ReferenceImporter(_store).ImportAsync(ReferenceData.Folder!, "released", null, default);
}
