using Microsoft.Extensions.Logging.Abstractions;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;
using SkillMix.Dashboard.Background;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

public sealed class RunDeskWithBatchesTests : IDisposable
{
    private const string Student = "rehearsal/base";

    private readonly TemporaryFolder _folder = new();
    private readonly CurrentStore _store;

    public RunDeskWithBatchesTests() =>
        _store = new(
            new DashboardOptions(_folder.File("own.db"), SampleDb: _folder.File("sample.db")),
            TimeProvider.System
        );

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task GoOn_WithARunWhoseBatchesAreOut_SaysSoAndAsksNobody()
    {
        var design = new RunDesign
        {
            Name = "run",
            Ks = [2],
            Tuples = 1,
            Students = [Student],
            Graders = [],
        };
        var book = new RunBook(_store.Runs, new RehearsalDirectory());
        var run = await book.OpenAsync(PreparedRun.From(design, "."), CancellationToken.None);
        var requests = new SqliteRequestBook(_store.Now.File, TimeProvider.System);
        await requests.KeepBatchAsync(run, new("batch_1", Student, 1, "in_progress"));
        await requests.KeepBatchAsync(run, new("batch_2", Student, 1, "in_progress"));
        using var desk = new RunDesk(
            _store,
            ModelBook.Beside(_store.Path),
            TimeProvider.System,
            NullLogger<RunDesk>.Instance
        );

        var problem = await Assert.ThrowsAsync<BatchesOutException>(() => desk.GoOnAsync(run, null));

        Assert.Equal(2, problem.Batches);
        Assert.StartsWith("2 batches of the run 'run' are still with", problem.Message, StringComparison.Ordinal);
        Assert.False(desk.WorksOn(run.Id));
        Assert.NotEqual(RunState.Failed, (await _store.Runs.StandingAsync(run, CancellationToken.None)).Run.State);
    }
}
