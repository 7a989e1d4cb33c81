using SkillMix.Core.Runs;
using SkillMix.Dashboard.Commands;

namespace SkillMix.Dashboard.Background;

/// <summary>Makes the sample study in the background whenever the sample store is opened, and goes on with one that was stopped.</summary>
public sealed class SampleStudyWorker(CurrentStore store, ILogger<SampleStudyWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new SemaphoreSlim(0);
        void OnChanged() => changed.Release();
        store.Changed += OnChanged;
        var made = "";
        try
        {
            while (true)
            {
                if (store.IsSample && store.Path != made)
                {
                    made = store.Path;
                    await MakeAsync(stoppingToken);
                }

                await changed.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The next start goes on from here.
        }
        finally
        {
            store.Changed -= OnChanged;
        }
    }

    private async Task MakeAsync(CancellationToken stoppingToken)
    {
        // Let the server start to listen first.
        await Task.Yield();
        try
        {
            var study = new SampleStudy();
            store.Report(new RunProgress(0, study.Texts));
            await study.MakeAsync(
                store.Runs,
                new ImmediateProgress<RunProgress>(progress => store.Report(progress)),
                stoppingToken
            );
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            logger.LogError(problem, "The sample study could not be made: {Message}", problem.Message);
        }
        finally
        {
            store.Report(null);
        }
    }
}
