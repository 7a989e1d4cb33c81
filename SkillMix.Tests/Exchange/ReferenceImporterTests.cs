using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Exchange;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Exchange;

public sealed class ReferenceImporterTests : IDisposable
{
    private static readonly string[] Full = ["11111", "11111", "11111"];

    private readonly TemporaryFolder _folder = new();
    private readonly StoreFile _file;
    private readonly SqliteRunStore _store;

    public ReferenceImporterTests()
    {
        _file = _folder.NewStore();
        _store = new SqliteRunStore(_file, TimeProvider.System);
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Import_ATree_TakesInRunsTextsAndGradings()
    {
        var tree = Tree()
            .WithTexts(1)
            .WithTexts(2)
            .WithGrades(1, 1, ["11111", "01111", "1?h11"])
            .WithGrades(2, 1, Full);

        var report = await ImportAsync(tree);

        Assert.Equal((1, 6, 6, 0, 1), Counts(report));
        Assert.Equal((6, 6, 0), (report.NewGenerations, report.NewGradings, report.RowsWithoutPartner));
        Assert.Empty(report.Skipped);
        var run = Assert.Single(await _store.RunsAsync(default));
        Assert.Equal(("imported study", "test"), (run.Study, run.Source));
        var series = Assert.Single((await _store.PointsAsync(default)).Series);
        // Seed 10 draws the tuples again, so that the sample is the one that anybody would draw.
        Assert.Equal(ContentHash.Short(tree.Spec.Id), series.Sample);
        Assert.Equal((ReferenceTree.Student, ReferenceTree.Grader, 2), (series.Student, series.Grader, series.K));
        var item = await ItemAsync(0);
        Assert.Equal(["A draft, number 0.", "A better text, number 0."], item.Turns.Select(turn => turn.Text));
        Assert.Equal("it fits better.", item.Turns[1].Explanation);
        Assert.Equal("It reads well.", Assert.Single(item.Gradings).Explanation);
    }

    [Fact]
    public async Task Import_Twice_IsTheSameStore()
    {
        var tree = Tree().WithTexts(1).WithGrades(1, 1, ["11111", "01111", "1?h11"]).WithGrades(1, 2, Full);
        var first = await ImportAsync(tree);
        var (version, measured) = (await _store.VersionAsync(default), await MeasuredAsync());

        var second = await ImportAsync(tree);

        Assert.Equal(Counts(first), Counts(second));
        Assert.Equal((0, 0), (second.NewGenerations, second.NewGradings));
        Assert.Equal(version, await _store.VersionAsync(default));
        Assert.Equal(measured, await MeasuredAsync());
        Assert.Single(await _store.RunsAsync(default));
    }

    [Fact]
    public async Task Import_WithOneImporterTwice_CountsEachTimeAnew()
    {
        var tree = Tree().WithTexts(1).WithGrades(1, 1, Full);
        var importer = new ReferenceImporter(_store);
        await importer.ImportAsync(tree.Root, "study", null, default);

        Assert.Equal((1, 3, 3, 0, 0), Counts(await importer.ImportAsync(tree.Root, "study", null, default)));
    }

    [Fact]
    public async Task Import_ByteIdenticalGradings_KeepsOneAndSaysSo()
    {
        var tree = Tree().WithTexts(1).WithGrades(1, 1, Full).WithGrades(1, 2, Full).WithGrades(1, 3, Full);

        var report = await ImportAsync(tree);

        Assert.Equal((1, 3, 3, 6, 0), Counts(report));
        Assert.Contains(
            report.Notes,
            note => note.Contains("3 gradings byte-identical: kept 1", StringComparison.Ordinal)
        );
        Assert.Equal(2, Assert.Single((await ItemAsync(0)).Gradings).Copies);
    }

    [Fact]
    public async Task Import_GradingRoundsThatDiffer_KeepsEach()
    {
        var tree = Tree().WithTexts(1).WithGrades(1, 1, Full).WithGrades(1, 2, ["01111", "11111", "11111"]);

        var report = await ImportAsync(tree);

        Assert.Equal((1, 3, 6, 0, 0), Counts(report));
        Assert.Equal([1, 2], (await ItemAsync(0)).Gradings.Select(grading => grading.Round));
    }

    [Fact]
    public async Task Import_IncompleteGradings_TakesWhatIsThereAndSaysHowMuch()
    {
        var tree = Tree().WithTexts(1).WithTexts(2).WithGrades(1, 1, ["11111"]).WithGrades(2, 1, Full);

        var report = await ImportAsync(tree);

        Assert.Equal((1, 6, 4, 0, 0), Counts(report));
        Assert.Contains(report.Notes, note => note.Contains("1 of 3 texts graded", StringComparison.Ordinal));
        var row = (await ComputeAsync()).First(one => one.Metric == Metric.FullMarks);
        // Most tuples have one graded generation.
        Assert.Equal((1, 3, 1.0), (row.Estimate.GenerationsPerTuple, row.Estimate.N, row.Estimate.Value));
    }

    [Fact]
    public async Task Import_AGradingOfAnotherTopicAtThePlace_IsCountedWithItsLineAndNotKept()
    {
        var tree = Tree().WithTexts(1);
        var tuples = tree.Tuples.ToList();
        tuples[1] = tuples[1] with { Topic = new Topic("Bell ringing") };
        tree.WithGrades(1, 1, Full, tuples: tuples);

        var report = await ImportAsync(tree);

        Assert.Equal((1, 3, 2, 0, 0), Counts(report));
        Assert.Equal(1, report.RowsWithoutPartner);
        Assert.Contains("records.csv, line ", Assert.Single(report.Skipped).Path, StringComparison.Ordinal);
        Assert.Empty((await ItemAsync(1)).Gradings);
        Assert.Single((await ItemAsync(2)).Gradings);
    }

    [Fact]
    public async Task Import_ATextOfAnotherTopicInALaterRound_IsCountedAndNotKept()
    {
        var tree = Tree().WithTexts(1);
        var tuples = tree.Tuples.ToList();
        tuples[2] = tuples[2] with { Topic = new Topic("Bell ringing") };
        tree.WithTexts(2, tuples: tuples);

        var report = await ImportAsync(tree);

        Assert.Equal((5, 1), (report.Generations, report.RowsWithoutPartner));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_AFileThatBreaksOffInACell_SkipsItWithAReasonAndTakesTheRest(bool isGrading)
    {
        var tree = Tree().WithTexts(1).WithTexts(2).WithGrades(1, 1, Full).WithGrades(2, 1, Full);
        var broken = isGrading ? tree.GradesFile(2, 1) : tree.TextsFile(2);
        var text = await File.ReadAllTextAsync(broken);
        await File.WriteAllTextAsync(broken, text[..(text.Length * 2 / 3)].TrimEnd('"', '\n', '\r', ','));

        var report = await ImportAsync(tree);

        var skipped = Assert.Single(report.Skipped);
        Assert.Equal(Path.GetRelativePath(tree.Root, broken).Replace('\\', '/'), skipped.Path);
        Assert.Contains("quotation mark", skipped.Reason, StringComparison.Ordinal);
        Assert.Equal(isGrading ? (1, 6, 3, 0, 0) : (1, 3, 3, 0, 0), Counts(report));
    }

    [Fact]
    public async Task Import_TextsThatBreakOffAfterAComma_SkipsTheRowWithItsLineAndInventsNoEmptyText()
    {
        var tree = Tree().WithTexts(1).WithGrades(1, 1, Full);
        var line = await CutInLastRowAsync(tree.TextsFile(1), cells: 9);

        var report = await ImportAsync(tree);

        Assert.Equal((1, 2, 2, 0, 0), Counts(report));
        // The grading of the row that broke off has lost its text.
        Assert.Equal(
            [Below(tree, tree.TextsFile(1)), Below(tree, tree.GradesFile(1, 1))],
            report.Skipped.Select(skipped => skipped.Path.Split(", line ")[0])
        );
        Assert.EndsWith($", line {line}", report.Skipped[0].Path, StringComparison.Ordinal);
        Assert.Contains("breaks off", report.Skipped[0].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Notes, note => note.Contains("empty", StringComparison.Ordinal));
        Assert.DoesNotContain((await _store.PointsAsync(default)).Rows, row => row.Facts.IsEmpty);
    }

    [Fact]
    public async Task Import_GradingsThatBreakOffAfterAComma_SkipsTheRowAndInventsNoGrading()
    {
        var tree = Tree().WithTexts(1).WithGrades(1, 1, Full);
        var line = await CutInLastRowAsync(tree.GradesFile(1, 1), cells: 5);

        var report = await ImportAsync(tree);

        Assert.Equal((1, 3, 2, 0, 0), Counts(report));
        Assert.Equal($"{Below(tree, tree.GradesFile(1, 1))}, line {line}", Assert.Single(report.Skipped).Path);
    }

    [Fact]
    public async Task Import_ARowWhoseSkillsCannotBeRead_StillDrawsTheSampleOfAllRows()
    {
        var tree = Tree();
        var tuples = tree.Tuples.ToList();
        // One skill where k = 2: the row names no tuple. The topics of the others depend on there being three rows.
        tuples[1] = tuples[1] with
        {
            Skills = [tuples[1].Skills[0]],
        };
        tree.WithTexts(1, tuples: tuples).WithGrades(1, 1, ["11111"]);

        var report = await ImportAsync(tree);

        Assert.Equal((2, 1, 1), (report.Generations, report.Gradings, report.RowsWithoutPartner));
        var series = Assert.Single((await _store.PointsAsync(default)).Series);
        Assert.Equal(ContentHash.Short(tree.Spec.Id), series.Sample);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_AFileThatAnotherProgramHolds_SkipsItAndTakesTheRest(bool isGrading)
    {
        var tree = Tree().WithTexts(1).WithTexts(2).WithGrades(1, 1, Full).WithGrades(2, 1, Full);
        var held = isGrading ? tree.GradesFile(2, 1) : tree.TextsFile(2);
        using var holder = new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var report = await ImportAsync(tree);

        var skipped = Assert.Single(report.Skipped);
        Assert.Equal(Below(tree, held), skipped.Path);
        Assert.Contains("could not be read", skipped.Reason, StringComparison.Ordinal);
        Assert.Equal(isGrading ? (1, 6, 3, 0, 0) : (1, 3, 3, 0, 0), Counts(report));
    }

    [Fact]
    public async Task Import_MoreSkippedThanAnybodyReads_ListsTheFirstAndCountsTheRest()
    {
        var tree = Tree().WithTexts(1);
        var student = Path.GetDirectoryName(tree.TextsFile(1))!;
        for (var i = 0; i < ImportReport.MostSkipped + 5; i++)
        {
            Directory.CreateDirectory(Path.Combine(student, "graded", $"second thoughts {i}"));
        }

        var report = await ImportAsync(tree);

        Assert.Equal((200, 5), (report.Skipped.Count, report.MoreSkipped));
        Assert.Contains("205 files or rows were skipped; the first 200 are listed.", report.Notes);
    }

    [Fact]
    public async Task Import_WhateverItHasToSay_NamesNoPathOfThisMachine()
    {
        // Nothing of this is as it should be: no catalogue, a cut file, another shape, an empty file.
        var tree = new ReferenceTree(_folder.File("tree")).WithTexts(1).WithTexts(2).WithGrades(1, 1, Full);
        await CutInLastRowAsync(tree.GradesFile(1, 1), cells: 5);
        await File.WriteAllTextAsync(tree.TextsFile(2), "k,skills,subject,user_0,assistant_0\n");
        tree.WithTexts(3);
        await File.WriteAllTextAsync(tree.TextsFile(3), "");

        foreach (var folder in new[] { tree.Root, Path.GetDirectoryName(Path.GetDirectoryName(tree.TextsFile(1)))! })
        {
            var report = await Import(folder);
            await _store.KeepImportAsync(folder, System.Text.Json.JsonSerializer.Serialize(report), default);
        }

        var imports = (await StoreFactsReader.ReadAsync(_file, default)).Imports;
        Assert.Equal(["k2_s10_vdefault_r1", "tree"], imports.Select(import => import.Source));
        Assert.Equal([1, 3], imports.Select(import => import.Report!.Skipped.Count));
        Assert.All(
            imports.SelectMany(import =>
                import.Report!.Notes.Concat(import.Report.Skipped.Select(skipped => skipped.Path + skipped.Reason))
            ),
            said => Assert.DoesNotContain(_folder.Path, said, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Import_AFileWithAStrayQuote_SkipsItWithTheLine()
    {
        var tree = Tree().WithTexts(1).WithTexts(2);
        await File.WriteAllTextAsync(tree.TextsFile(2), "k,skills,topic,user_0,assistant_0\n2,a\"b,Knots,q,r\n");

        var report = await ImportAsync(tree);

        Assert.Contains("line 2", Assert.Single(report.Skipped).Reason, StringComparison.Ordinal);
        Assert.Equal(3, report.Generations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("k,skills,subject,user_0,assistant_0\n")]
    [InlineData("k,skills,topic,remark\n2,a,b,c\n")]
    public async Task Import_AFileOfAnotherShape_SkipsItWithAReason(string content)
    {
        var tree = Tree().WithTexts(1).WithTexts(2);
        await File.WriteAllTextAsync(tree.TextsFile(2), content);

        var report = await ImportAsync(tree);

        Assert.False(string.IsNullOrWhiteSpace(Assert.Single(report.Skipped).Reason));
        Assert.Equal(3, report.Generations);
    }

    [Fact]
    public async Task Import_FoldersItCannotUse_SkipsThemWithAReason()
    {
        var tree = Tree().WithTexts(1).WithGrades(1, 1, Full);
        var student = Path.GetDirectoryName(tree.TextsFile(1))!;
        Directory.CreateDirectory(Path.Combine(student, "graded", "second thoughts"));
        Directory.CreateDirectory(Path.Combine(student, "graded", "by_somebody_on_text_1_1_gpt"));
        Directory.CreateDirectory(Path.Combine(student, "conv"));
        Directory.CreateDirectory(Path.Combine(student, "..", "a-student-without-records"));

        var report = await ImportAsync(tree);

        Assert.Equal(
            [
                "a-student-without-records",
                "a-student/conv",
                "a-student/graded/by_somebody_on_text_1_1_gpt/records.csv",
                "a-student/graded/second thoughts",
            ],
            report
                .Skipped.Select(skipped => skipped.Path["test/k2_s10_vdefault_r1/".Length..])
                .Order(StringComparer.Ordinal)
        );
        Assert.All(report.Skipped, skipped => Assert.NotEqual("", skipped.Reason));
        Assert.Equal((1, 3, 3, 0, 0), Counts(report));
    }

    [Fact]
    public async Task Import_CellsWithCrLf_KeepsThemAsTheyAre()
    {
        var tree = Tree().WithTexts(1, tuple => ("A draft.", $"One line.\r\nAnd, \"quoted\", line {tuple}."));

        await ImportAsync(tree);

        Assert.Equal("One line.\r\nAnd, \"quoted\", line 0.", (await ItemAsync(0)).Turns[1].Text);
    }

    [Fact]
    public async Task Import_FilesWithCrLfLineEnds_IsTheSame()
    {
        var tree = Tree().WithTexts(1).WithGrades(1, 1, Full);
        foreach (var path in new[] { tree.TextsFile(1), tree.GradesFile(1, 1) })
        {
            await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\r\n"));
        }

        var report = await ImportAsync(tree);

        Assert.Equal((1, 3, 3, 0, 0), Counts(report));
        Assert.Equal(0, report.RowsWithoutPartner);
    }

    [Fact]
    public async Task Import_OtherRoleNames_FindsUserAndAssistantByPlace()
    {
        var tree = Tree().WithTexts(1, user: "[INST]", assistant: "[/INST]");

        await ImportAsync(tree);

        var item = await ItemAsync(0);
        Assert.StartsWith("Answer: A draft, number 0.", item.Turns[0].Reply, StringComparison.Ordinal);
        Assert.Contains(tree.Tuples[0].Topic.Name, item.Turns[0].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ASkillWithACommaInItsName_IsOneSkill()
    {
        var catalogue = new SkillCatalogue(
            "with a comma",
            [
                new Skill("hook, line and sinker", "rhetorical", "A triple.", "All of it."),
                new Skill("total score", "logical", "A sum.", "Seven."),
            ],
            [new Topic("Fishing"), new Topic("Sums")]
        );
        var tree = new ReferenceTree(_folder.File("tree")) { Catalogue = catalogue }
            .WithCatalogue()
            .WithTexts(1)
            .WithGrades(1, 1, ["10111", "10111", "10111"]);

        var report = await ImportAsync(tree);

        Assert.Equal((1, 3, 3, 0, 0), Counts(report));
        var item = await ItemAsync(0);
        Assert.Equal(tree.Tuples[0].Skills, item.Skills);
        Assert.Equal([1, 0, 1, 1, 1], Assert.Single(item.Gradings).Verdicts.Select(verdict => verdict.Points));
    }

    [Fact]
    public async Task Import_WithoutACatalogue_KeepsTheTuplesAsFoundAndSaysSo()
    {
        var tree = new ReferenceTree(_folder.File("tree")).WithTexts(1).WithGrades(1, 1, Full);

        var report = await ImportAsync(tree);

        Assert.Equal((1, 3, 3, 0, 0), Counts(report));
        Assert.Contains(report.Notes, note => note.Contains("no skills.csv", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note.Contains("kept as found", StringComparison.Ordinal));
        Assert.Equal(
            tree.Tuples[0].Skills.Select(skill => skill.Name),
            (await ItemAsync(0)).Skills.Select(skill => skill.Name)
        );
    }

    [Fact]
    public async Task Import_DraftAndRevisionGraded_KeepsThemApart()
    {
        var tree = Tree().WithTexts(1).WithGrades(1, 1, Full).WithGrades(1, 1, ["00111", "00111", "00111"], turn: 0);

        var report = await ImportAsync(tree);

        Assert.Equal((1, 3, 6, 0, 0), Counts(report));
        var points = await _store.PointsAsync(default);
        Assert.Equal(0, FullMarks(points, turn: 0));
        Assert.Equal(1, FullMarks(points, turn: 1));
        Assert.Equal(1, FullMarks(points, turn: null));

        static double? FullMarks(PointTable points, int? turn) =>
            Assert
                .Single(SkillMixMetrics.Compute(points, MetricOptions.Default with { Turn = turn }, [Metric.FullMarks]))
                .Estimate.Value;
    }

    [Fact]
    public async Task Import_TwoStylesOfGradingByOneGrader_AreTwoSeries()
    {
        var tree = Tree()
            .WithTexts(1)
            .WithGrades(1, 1, Full)
            .WithGrades(1, 1, ["00111", "00111", "00111"], style: "strict");

        await ImportAsync(tree);

        Assert.Equal(
            [0, 1],
            (await ComputeAsync())
                .Where(row => row.Metric == Metric.FullMarks)
                .Select(row => row.Estimate.Value!.Value)
                .Order()
        );
    }

    [Fact]
    public async Task Import_AnEmptyText_IsKeptCountedAndNamed()
    {
        var tree = Tree().WithTexts(1, tuple => tuple == 1 ? ("A draft.", "") : ReferenceTree.Said(tuple));

        var report = await ImportAsync(tree);

        Assert.Equal(3, report.Generations);
        Assert.Contains(report.Notes, note => note.StartsWith("1 text is empty", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_AFolderWithoutRuns_ThrowsOneSentence()
    {
        Directory.CreateDirectory(_folder.File("empty"));

        var empty = await Assert.ThrowsAsync<InvalidDataException>(() => Import(_folder.File("empty")));
        var missing = await Assert.ThrowsAsync<InvalidDataException>(() => Import(_folder.File("missing")));

        Assert.Contains("No run was found", empty.Message, StringComparison.Ordinal);
        Assert.Contains("There is no folder", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WithAProgress_EndsAtAllFiles()
    {
        var tree = Tree().WithTexts(1).WithTexts(2).WithGrades(1, 1, Full).WithGrades(1, 2, Full);
        var told = new List<ImportProgress>();

        await new ReferenceImporter(_store).ImportAsync(tree.Root, "study", new Told(told), default);

        Assert.Equal([1, 2, 3, 4], told.Select(progress => progress.Done));
        Assert.All(told, progress => Assert.Equal(4, progress.Total));
    }

    private ReferenceTree Tree() => new ReferenceTree(_folder.File("tree")).WithCatalogue();

    private Task<ImportReport> ImportAsync(ReferenceTree tree) => Import(tree.Root);

    private Task<ImportReport> Import(string folder) =>
        new ReferenceImporter(_store).ImportAsync(folder, "imported study", null, default);

    /// <summary>Cuts a file behind the comma that follows a number of cells of its last row.</summary>
    /// <returns>The line that the row starts on.</returns>
    private static async Task<int> CutInLastRowAsync(string path, int cells)
    {
        var text = await File.ReadAllTextAsync(path);
        var end = text.LastIndexOf("\n\"2\",\"", StringComparison.Ordinal) + 1;
        var line = text[..end].Count(character => character == '\n') + 1;
        for (var cell = 0; cell < cells; cell++)
        {
            end = text.IndexOf("\",\"", end, StringComparison.Ordinal) + 2;
        }

        await File.WriteAllTextAsync(path, text[..end]);
        return line;
    }

    private static string Below(ReferenceTree tree, string path) =>
        Path.GetRelativePath(tree.Root, path).Replace('\\', '/');

    private static (int Runs, int Generations, int Gradings, int Duplicates, int Unreadable) Counts(
        ImportReport report
    ) => (report.Runs, report.Generations, report.Gradings, report.DuplicateGradings, report.UnreadableCriteria);

    private async Task<GenerationItem> ItemAsync(int tuple)
    {
        var index = new SqliteGenerationIndex(_file, TimeProvider.System);
        var page = await index.PageAsync(new() { Tuple = tuple }, PageStart.First, 1, default);
        return (await index.ItemAsync(page.Lines[0].Id, default))!;
    }

    private async Task<IReadOnlyList<MetricRow>> ComputeAsync() =>
        SkillMixMetrics.Compute(await _store.PointsAsync(default), MetricOptions.Default, MetricDefinition.Published);

    private async Task<List<string>> MeasuredAsync() => [.. (await ComputeAsync()).Select(row => row.ToString())];

    private sealed class Told(List<ImportProgress> all) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => all.Add(value);
    }
}
