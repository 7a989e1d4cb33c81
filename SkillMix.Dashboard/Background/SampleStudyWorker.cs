using SkillMix.Core.Runs;
using SkillMix.Dashboard.Commands;

namespace SkillMix.Dashboard.Background;

/// <summary>Makes the sample study in the background of a first start, and goes on with one that was stopped.</summary>
public sealed class SampleStudyWorker(CurrentStore store, ILogger<SampleStudyWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!store.IsSample)
        {
            return;
        }

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
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on from here.
        }
        catch (Exception problem)
        {
            logger.LogError(problem, "The sample study could not be made: {Message}", problem.Message);
        }
        finally
        {
            store.Report(null);
        }
    }
}
