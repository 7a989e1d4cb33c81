using SkillMix.Core.Browse;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

public sealed class SampleStudyTests : IDisposable
{
    private static readonly SampleStudy Study = new(Tuples: 2);

    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _open = [];

    public void Dispose()
    {
        _open.Reverse();
        _open.ForEach(one => one.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task Make_ASmallStudy_HoldsEveryTextAndAllOfItSimulated()
    {
        var (file, store) = Open();

        await Study.MakeAsync(store, null, default);

        // 3 settings × k = 2 … 5 × 2 tuples × 5 students × 3 rounds
        Assert.Equal(360, Study.Texts);
        var run = Assert.Single(await store.RunsAsync(default));
        Assert.Equal((RunOrigin.Rehearsal, RunState.Finished), (run.Origin, run.State));
        Assert.Equal(360, (await store.GenerationsDoneAsync(run, default)).Count);
        Assert.All(await store.ModelsAsync(default), model => Assert.True(model.IsSimulated));
        Assert.Contains("simulated", run.Recipe, StringComparison.Ordinal);
        var points = await store.PointsAsync(default);
        Assert.All(points.Series, series => Assert.True(series.IsSimulated));
        Assert.All(
            SkillMixMetrics.Compute(points, MetricOptions.Default, MetricDefinition.Published),
            row => Assert.True(row.IsSimulated)
        );
        var page = await new SqliteGenerationIndex(file, TimeProvider.System).PageAsync(
            GenerationFilter.All,
            PageStart.First,
            360,
            default
        );
        Assert.Equal(360, page.Total);
        Assert.All(page.Lines, line => Assert.True(line.IsSimulated));
    }

    [Fact]
    public async Task Make_Twice_AddsNothing()
    {
        var (_, store) = Open();
        await Study.MakeAsync(store, null, default);
        var before = await store.VersionAsync(default);

        await Study.MakeAsync(store, null, default);

        Assert.Equal(before, await store.VersionAsync(default));
        Assert.Single(await store.RunsAsync(default));
    }

    [Fact]
    public async Task Make_InTwoStores_MeasuresTheSame()
    {
        var (_, one) = Open();
        var (_, other) = Open();

        await Study.MakeAsync(one, null, default);
        await Study.MakeAsync(other, null, default);

        Assert.Equal(await MeasuredAsync(one), await MeasuredAsync(other));
    }

    private static async Task<List<string>> MeasuredAsync(SqliteRunStore store) =>
        [
            .. SkillMixMetrics
                .Compute(await store.PointsAsync(default), MetricOptions.Default, MetricDefinition.Published)
                .Select(row => row.ToString())
                .Order(StringComparer.Ordinal),
        ];

    private (StoreFile File, SqliteRunStore Store) Open()
    {
        var file = _folder.NewStore($"store-{_open.Count}.db");
        var store = new SqliteRunStore(file, TimeProvider.System);
        _open.Add(file);
        return (file, store);
    }
}
