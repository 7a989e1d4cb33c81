using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Background;

/// <summary>Makes the sample study in the background whenever the sample store is opened, and goes on with one that was stopped.</summary>
public sealed class SampleStudyWorker(CurrentStore store, TimeProvider clock, ILogger<SampleStudyWorker> logger)
    : BackgroundService
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
                // After a failure it waits until somebody asks for another try.
                if (store.Now is { IsSample: true } open && open.File.Path != made && store.MakingFailure is null)
                {
                    made = await MakeAsync(open.File, stoppingToken) ? open.File.Path : "";
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

    private async Task<bool> MakeAsync(StoreFile file, CancellationToken stoppingToken)
    {
        string? failure = null;
        try
        {
            var study = new SampleStudy();
            store.Report(new RunProgress(0, study.Texts));

            // A store of its own: the study goes on while another store is shown.
            var runs = new SqliteRunStore(file, clock);
            await study.MakeAsync(
                runs,
                new ImmediateProgress<RunProgress>(progress => store.Report(progress)),
                stoppingToken
            );
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            logger.LogError(problem, "The sample study could not be made: {Message}", problem.Message);
            failure = problem.Message;
            return false;
        }
        finally
        {
            store.Report(null, failure);
            if (store.Now.File != file)
            {
                // It was let go of while the study still wrote to it.
                file.Dispose();
            }
        }
    }
}
