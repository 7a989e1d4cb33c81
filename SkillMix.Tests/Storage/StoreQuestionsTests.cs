using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Tests.Storage;

/// <summary>A store with a small sample study: 12 tuples, 5 students, 3 rounds.</summary>
public sealed class SmallStudy : IAsyncLifetime, IDisposable
{
    public SmallStudy() => File = Folder.NewStore();

    public TemporaryFolder Folder { get; } = new();

    public StoreFile File { get; }

    public async Task InitializeAsync()
    {
        var store = new SqliteRunStore(File, TimeProvider.System);
        await new SampleStudy(Tuples: 1).MakeAsync(store, null, CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        File.Dispose();
        Folder.Dispose();
    }
}

/// <summary>The read-only questions of the pages.</summary>
public sealed class StoreQuestionsTests(SmallStudy small) : IClassFixture<SmallStudy>
{
    [Fact]
    public async Task StudySummaries_SampleStudy_CountsWhatTheStudyAsksFor()
    {
        var study = Assert.Single(await StudySummaries.ReadAsync(small.File, CancellationToken.None));

        Assert.Equal(SampleStudy.Name, study.Name);
        Assert.Equal([RunOrigin.Rehearsal], study.Origins);
        Assert.Equal(1, study.Runs);
        Assert.NotNull(study.OnlyRun);
        Assert.Equal(5, study.Students.Count);
        Assert.Equal([2, 3, 4, 5], study.Ks);
        Assert.Equal(12, study.Samples.Count);
        Assert.Equal(180, study.Tallies.Generations);
        Assert.Equal((180 - study.Tallies.Ungraded) * 3, study.Tallies.Gradings);
    }

    [Fact]
    public async Task TupleChoices_WholeStore_ThoseThatDifferComeFirst()
    {
        var page = await TupleChoices.PageAsync(small.File, null, null, 0, 40, CancellationToken.None);

        Assert.Equal(12, page.Total);
        Assert.Equal(12, page.Tuples.Count);
        Assert.Equal(page.Differing, page.Tuples.TakeWhile(tuple => tuple.Differs).Count());
        Assert.All(page.Tuples, tuple => Assert.Equal(tuple.K, tuple.Skills.Count));
        Assert.All(page.Tuples, tuple => Assert.Equal(5, tuple.Students));
    }

    [Fact]
    public async Task TupleChoices_OfOneKAndSetting_IsTheOneTuple()
    {
        var page = await TupleChoices.PageAsync(small.File, 3, Setting.HeldOut, 0, 40, CancellationToken.None);

        var tuple = Assert.Single(page.Tuples);
        Assert.Equal((3, Setting.HeldOut), (tuple.K, tuple.Setting));
        Assert.Equal(
            [tuple with { Skills = [] }],
            await TupleChoices.OfSampleAsync(small.File, tuple.Sample, CancellationToken.None),
            (one, other) => one.Tuple == other.Tuple && one.Round == other.Round && one.Topic == other.Topic
        );
    }

    [Fact]
    public async Task StoredCatalogues_Use_CountsASkillOncePerTuple()
    {
        var stored = Assert.Single(await StoredCatalogues.ListAsync(small.File, CancellationToken.None));

        var use = await StoredCatalogues.UseAsync(small.File, stored.Hash, CancellationToken.None);

        Assert.Equal([SampleStudy.Name], use.Runs);
        Assert.Equal(12, use.Tuples);
        Assert.Equal(3 * (2 + 3 + 4 + 5), use.TuplesBySkill.Values.Sum());
        Assert.Equal(12, use.TuplesByTopic.Values.Sum());
    }

    [Fact]
    public async Task StoreFacts_SampleStudy_NamesModelsAndRuns()
    {
        var facts = await StoreFactsReader.ReadAsync(small.File, CancellationToken.None);

        Assert.Equal(180, facts.Count("generations"));
        Assert.Equal(180, Assert.Single(facts.Runs).Generations);
        Assert.Equal(8, facts.Models.Count);
        Assert.All(facts.Models, model => Assert.True(model.Model.IsSimulated));
        Assert.Empty(facts.Imports);
        Assert.True(facts.Bytes > 0);
    }

    [Fact]
    public async Task Questions_EmptyStore_AnswerWithNothing()
    {
        using var empty = small.Folder.NewStore("empty.db");

        Assert.Empty(await StudySummaries.ReadAsync(empty, CancellationToken.None));
        Assert.Equal(
            (0, 0),
            await TupleChoices.PageAsync(empty, null, null, 0, 40, CancellationToken.None) is var page
                ? (page.Total, page.Differing)
                : default
        );
        Assert.Equal(0, (await StoreFactsReader.ReadAsync(empty, CancellationToken.None)).Count("runs"));
        Assert.Null(await StoredCatalogues.ReadAsync(empty, "none", CancellationToken.None));
    }
}
