using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using static SkillMix.Tests.Storage.StudyWriter;

namespace SkillMix.Tests.Storage;

/// <summary>What every run store must do, whatever it is made of.</summary>
public abstract class RunStoreContract
{
    /// <summary>A new store with nothing in it.</summary>
    protected abstract IRunStore Create();

    [Fact]
    public async Task Keep_TheSameThingsTwice_IsOnce()
    {
        var store = Create();
        var sample = Sample();
        var split = new Split("a side", ["metaphor"], ["Sewing"]);

        for (var time = 0; time < 2; time++)
        {
            await store.KeepSplitAsync(split, default);
            await OpenAsync(store, sample);
        }

        Assert.Equal(["student", "judge"], (await store.ModelsAsync(default)).Select(model => model.Name));
        Assert.Single(await store.RunsAsync(default));
    }

    [Fact]
    public async Task Prompts_OfAStore_AreThoseKeptOldestFirstAndEachOnce()
    {
        var store = Create();
        var own = PromptLibrary.FromVerbatim("my prose", PromptKind.GradingProse, "{answer}\n{rubric}\n");
        var write = StudyWriter.Prompts.Get(PromptLibrary.Write);

        await store.KeepPromptAsync(own, default);
        await store.KeepPromptAsync(write, default);
        await store.KeepPromptAsync(own, default);

        Assert.Equal([own, write], await store.PromptsAsync(default));
    }

    [Fact]
    public async Task KeepModel_OfATunedOne_KnowsItsBase()
    {
        var store = Create();

        await store.KeepModelAsync(new StudyModel("base", IsSimulated: true), default);
        await store.KeepModelAsync(new StudyModel("tuned", true, "base", "D(1,2)"), default);

        Assert.Equal(
            [new StudyModel("base", true), new StudyModel("tuned", true, "base", "D(1,2)")],
            await store.ModelsAsync(default)
        );
    }

    [Fact]
    public async Task KeepModel_WithMoreThanWasKnown_AddsItAndReplacesNothing()
    {
        var store = Create();
        await store.KeepModelAsync(new StudyModel("base"), default);
        await store.KeepModelAsync(new StudyModel("tuned"), default);

        await store.KeepModelAsync(new StudyModel("tuned", BaseModel: "base"), default);
        await store.KeepModelAsync(new StudyModel("tuned", TrainingData: "D(1)"), default);
        await store.KeepModelAsync(new StudyModel("tuned", BaseModel: "tuned", TrainingData: "D(2)"), default);

        Assert.Equal(
            [new StudyModel("base"), new StudyModel("tuned", false, "base", "D(1)")],
            await store.ModelsAsync(default)
        );
    }

    [Fact]
    public async Task KeepModel_WhoseTrainingTextsAGraderChose_KnowsThatOnceItIsSaid()
    {
        var store = Create();
        await store.KeepModelAsync(new StudyModel("tuned"), default);

        await store.KeepModelAsync(new StudyModel("tuned") { FilteredBy = ["judge", "b"] }, default);
        await store.KeepModelAsync(new StudyModel("tuned"), default);
        await store.KeepModelAsync(new StudyModel("tuned") { FilteredBy = ["other"] }, default);

        Assert.Equal(["judge", "b"], Assert.Single(await store.ModelsAsync(default)).FilteredBy);
    }

    [Fact]
    public async Task OpenRun_Twice_IsTheSameRun()
    {
        var store = Create();
        var first = await OpenAsync(store, Sample());

        Assert.Equal(first, await OpenAsync(store, Sample()));
        Assert.Equal([first], await store.RunsAsync(default));
    }

    [Fact]
    public async Task OpenRun_OfTheSameSpecInAnotherStudy_IsAnotherRun()
    {
        var store = Create();
        var spec = new NewRun("one study", "run", RunOrigin.Own, null, "hash", "{}", "recipe");

        var one = await store.OpenRunAsync(spec, default);
        var other = await store.OpenRunAsync(spec with { Study = "another study" }, default);

        Assert.NotEqual(one.Id, other.Id);
        Assert.Equal(one.Fingerprint, other.Fingerprint);
    }

    [Fact]
    public async Task SetState_OfARun_IsSeenInTheListOfRuns()
    {
        var store = Create();
        var run = await OpenAsync(store, Sample());

        await store.SetStateAsync(run, RunState.Paused, null, default);

        Assert.Equal(RunState.Planned, run.State);
        Assert.Equal(RunState.Paused, Assert.Single(await store.RunsAsync(default)).State);
    }

    [Fact]
    public async Task Commit_Twice_AddsNothingAndChangesNothing()
    {
        var store = Create();
        var sample = Sample();
        var run = await OpenAsync(store, sample);
        var text = Text(sample, 0);
        var counts = await store.CommitAsync(run, [text], [Grade(text, "11111")], default);
        var before = await store.PointsAsync(default);

        var other = Text(sample, 0, text: "Quite another text. It has two sentences.");
        var again = await store.CommitAsync(run, [other], [Grade(other, "00000")], default);

        Assert.Equal(new CommitCounts(1, 1), counts);
        Assert.Equal(new CommitCounts(0, 0), again);
        Assert.Equal(before.Rows, (await store.PointsAsync(default)).Rows);
    }

    [Fact]
    public async Task Commit_AGradingLaterThanItsGeneration_FindsIt()
    {
        var store = Create();
        var sample = Sample();
        var run = await OpenAsync(store, sample);
        var text = Text(sample, 1);

        await store.CommitAsync(run, [text], [], default);
        var counts = await store.CommitAsync(run, [], [Grade(text, "11111")], default);

        Assert.Equal(new CommitCounts(0, 1), counts);
        Assert.Single((await store.PointsAsync(default)).Rows);
    }

    [Fact]
    public async Task Commit_AGradingOfAnUnknownGeneration_ThrowsAndKeepsNothing()
    {
        var store = Create();
        var sample = Sample();
        var run = await OpenAsync(store, sample);
        var known = Text(sample, 0);

        await Assert.ThrowsAsync<KeyNotFoundException>(() =>
            store.CommitAsync(run, [known], [Grade(known, "11111"), Grade(Text(sample, 1), "11111")], default)
        );

        Assert.Empty(await store.GenerationsDoneAsync(run, default));
        Assert.Empty((await store.PointsAsync(default)).Rows);
    }

    [Fact]
    public async Task Commit_AGradingOfAnUnknownSpec_ThrowsAndKeepsNothing()
    {
        var store = Create();
        var sample = Sample();
        var run = await OpenAsync(store, sample);
        var text = Text(sample, 0);

        await Assert.ThrowsAsync<KeyNotFoundException>(() =>
            store.CommitAsync(run, [text], [Grade(text, "11111", SpecOf("a stranger"))], default)
        );

        Assert.Empty(await store.GenerationsDoneAsync(run, default));
    }

    [Fact]
    public async Task GenerationsDone_OfTwoRuns_AreEachRunsOwn()
    {
        var store = Create();
        var sample = Sample();
        var one = await OpenAsync(store, sample, name: "one");
        var other = await OpenAsync(store, sample, name: "other");

        await store.CommitAsync(one, [Text(sample, 0, round: 1), Text(sample, 2, round: 3)], [], default);

        Assert.Equal(
            [new GenerationKey("student", sample.Spec.Id, 0, 1), new GenerationKey("student", sample.Spec.Id, 2, 3)],
            (await store.GenerationsDoneAsync(one, default)).OrderBy(key => key.TupleIndex)
        );
        Assert.Empty(await store.GenerationsDoneAsync(other, default));
    }

    [Fact]
    public async Task Points_OfOneGrading_SayWhatWasAskedAndWhatWasSaid()
    {
        var store = Create();
        var sample = Sample(k: 2);
        var run = await OpenAsync(store, sample);
        var skills = sample.Tuples[0].Skills.Select(skill => skill.Name).ToList();
        var text = Text(
            sample,
            0,
            round: 2,
            text: $"A case of {NamedSkills.NameOf(skills[1])}. It has a second sentence."
        );
        await store.CommitAsync(run, [text], [Grade(text, "10h?1", round: 3)], default);

        var points = await store.PointsAsync(default);

        var series = Assert.Single(points.Series);
        Assert.Equal(
            ("student", "judge", ContentHash.Short(sample.Spec.Id), Setting.All, 2, false),
            (series.Student, series.Grader, series.Sample, series.Setting, series.K, series.IsSimulated)
        );
        Assert.Equal(skills, series.Skills[0]);
        Assert.Equal(sample.Tuples.Count, series.Skills.Count);
        var row = Assert.Single(points.Rows);
        Assert.Equal((0, 0, 2, 1, 3), (row.Series, row.Tuple, row.Generation, row.Turn, row.Grading));
        Assert.Equal(
            [
                VerdictState.Met,
                VerdictState.NotMet,
                VerdictState.Partial,
                VerdictState.Unreadable,
                VerdictState.Met,
                null,
            ],
            Enumerable.Range(0, 6).Select(row.Verdicts.StateAt)
        );
        // Bit 1: the text names the second skill.
        Assert.Equal(new TextFacts(2, 2, 0b10, 0b10, IsEmpty: false), row.Facts);
    }

    [Fact]
    public async Task Points_OfAnEmptyText_CountInTheSeriesOfEveryGrader()
    {
        var store = Create();
        var sample = Sample();
        GradingSpec[] panel = [SpecOf("a"), SpecOf("b")];
        var run = await OpenAsync(store, sample, gradings: panel);
        var text = Text(sample, 0);
        var empty = Text(sample, 1, text: "");
        await store.CommitAsync(
            run,
            [text, empty],
            [Grade(text, "11111", panel[0]), Grade(text, "11111", panel[1])],
            default
        );

        var points = await store.PointsAsync(default);

        Assert.Equal(["a", "b"], points.Series.Select(series => series.Grader).Order());
        var rows = points.Rows.Where(row => row.Tuple == 1).ToList();
        Assert.Equal([0, 1], rows.Select(row => row.Series).Order());
        Assert.All(rows, row => Assert.Equal((0, 1, true), (row.Grading, row.Turn, row.Facts.IsEmpty)));
        Assert.All(rows, row => Assert.Null(row.Verdicts.StateAt(0)));
    }

    [Fact]
    public async Task Points_OfAnEmptyTextThatNobodyElseWasGradedBeside_AreNone()
    {
        var store = Create();
        var sample = Sample();
        var run = await OpenAsync(store, sample);
        await store.CommitAsync(run, [Text(sample, 0, text: "")], [], default);

        Assert.Empty((await store.PointsAsync(default)).Rows);
    }

    [Fact]
    public async Task Points_OfAStudentThatWroteNothingAtAll_CountInASeriesForEveryGraderOfTheRun()
    {
        var store = Create();
        var sample = Sample(count: 2);
        GradingSpec[] panel = [SpecOf("a"), SpecOf("b")];
        var run = await OpenAsync(store, sample, [new("student"), new("mute")], panel);
        var text = Text(sample, 0);
        await store.CommitAsync(
            run,
            [text, Text(sample, 0, text: "", student: "mute"), Text(sample, 1, text: "", student: "mute")],
            [Grade(text, "11111", panel[0]), Grade(text, "11111", panel[1])],
            default
        );

        var rows = SkillMixMetrics.Compute(await store.PointsAsync(default), MetricOptions.Default, [Metric.FullMarks]);

        Assert.Equal(
            [("a", 0.0, 2), ("b", 0.0, 2)],
            rows.Where(row => row.Student == "mute")
                .Select(row => (row.Grader, row.Estimate.Value!.Value, row.Estimate.N))
                .Order()
        );
    }

    [Fact]
    public async Task Points_OfTwoGradingRounds_AreTwoRowsEachWithItsOwnVerdicts()
    {
        var store = Create();
        var sample = Sample();
        var run = await OpenAsync(store, sample);
        var text = Text(sample, 0);
        await store.CommitAsync(run, [text], [Grade(text, "11111"), Grade(text, "01111", round: 2)], default);

        var rows = (await store.PointsAsync(default)).Rows.OrderBy(row => row.Grading).ToList();

        Assert.Equal([1, 0], rows.Select(row => row.Verdicts.PointsAt(0)));
    }

    [Fact]
    public async Task Points_OfARepetitionUnderTheSameRecipe_AreASeriesOfTheirOwn()
    {
        var store = Create();
        var sample = Sample();
        var text = Text(sample, 0);
        var first = await OpenAsync(store, sample, name: "first");
        var second = await OpenAsync(store, sample, name: "second");
        await store.CommitAsync(first, [text], [Grade(text, "11111")], default);
        await store.CommitAsync(second, [text], [Grade(text, "00000")], default);

        var rows = SkillMixMetrics.Compute(
            await store.PointsAsync(default),
            MetricOptions.Default,
            [Metric.AverageOverSkills]
        );

        // Together they would vote as two gradings of one text.
        Assert.Equal([1, 0], rows.Select(row => row.Estimate.Value));
        Assert.Single(rows.Select(row => row.Fingerprint).Distinct());
    }

    [Fact]
    public async Task Points_OfOneGraderAtTwoTemperatures_AreTwoSeries()
    {
        var store = Create();
        var sample = Sample();
        GradingSpec[] specs = [Judge, Judge with { Temperature = 1 }];
        var run = await OpenAsync(store, sample, gradings: specs);
        var text = Text(sample, 0);
        await store.CommitAsync(run, [text], [Grade(text, "11111", specs[0]), Grade(text, "00000", specs[1])], default);

        var rows = SkillMixMetrics.Compute(
            await store.PointsAsync(default),
            MetricOptions.Default,
            [Metric.AverageOverSkills]
        );

        Assert.Equal([1, 0], rows.Select(row => row.Estimate.Value));
        Assert.Equal(2, rows.Select(row => row.Fingerprint).Distinct().Count());
    }

    [Fact]
    public async Task Points_OfSimulatedStudentsOrGraders_AreMarked()
    {
        var store = Create();
        var sample = Sample();
        await store.KeepModelAsync(new StudyModel("judge", IsSimulated: true), default);
        var run = await OpenAsync(store, sample);
        var text = Text(sample, 0);
        await store.CommitAsync(run, [text], [Grade(text, "11111")], default);

        Assert.True(Assert.Single((await store.PointsAsync(default)).Series).IsSimulated);
    }

    [Fact]
    public async Task Points_OfANewStore_AreEmpty()
    {
        var points = await Create().PointsAsync(default);

        Assert.Empty(points.Series);
        Assert.Empty(points.Rows);
    }

    [Fact]
    public async Task KeepPublished_TheSamePointWithAnotherValue_ReplacesIt()
    {
        var store = Create();
        var point = new PublishedPoint("a table", "old note", "student", "judge", "", "", 3, 0.5, null, 0.75);

        await store.KeepPublishedAsync([point, point with { K = 4 }], default);
        await store.KeepPublishedAsync([point with { Note = "new note", FullMarks = 0.25 }], default);

        Assert.Equal(
            [point with { Note = "new note", FullMarks = 0.25 }, point with { K = 4 }],
            await store.PublishedAsync(default)
        );
    }

    [Fact]
    public async Task Version_WhenSomethingIsAdded_ChangesAndElseStays()
    {
        var store = Create();
        var sample = Sample();
        var run = await OpenAsync(store, sample);
        var text = Text(sample, 0);
        List<string> versions = [await store.VersionAsync(default)];

        await store.CommitAsync(run, [text], [], default);
        versions.Add(await store.VersionAsync(default));
        await store.CommitAsync(run, [], [Grade(text, "11111")], default);
        versions.Add(await store.VersionAsync(default));
        await store.CommitAsync(run, [text], [Grade(text, "11111")], default);

        Assert.Equal(3, versions.Distinct().Count());
        Assert.Equal(versions[^1], await store.VersionAsync(default));
    }

    [Fact]
    public async Task Commit_ManyAtOnce_AllLand()
    {
        var store = Create();
        var sample = Sample(count: 20);
        var run = await OpenAsync(store, sample);

        await Task.WhenAll(
            sample.Tuples.Select(tuple =>
            {
                var text = Text(sample, tuple.Index);
                return store.CommitAsync(run, [text], [Grade(text, "11111")], default);
            })
        );

        Assert.Equal(20, (await store.GenerationsDoneAsync(run, default)).Count);
        Assert.Equal(20, (await store.PointsAsync(default)).Rows.Count);
    }
}
