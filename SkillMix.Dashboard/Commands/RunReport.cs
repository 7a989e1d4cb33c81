using SkillMix.Core.Runs;

namespace SkillMix.Dashboard.Commands;

/// <summary>What run and resume say while they work and at the end.</summary>
internal static class RunReport
{
    public static ImmediateProgress<RunProgress> Progress(ProgressLine bar) =>
        new(progress =>
            bar.Show(
                progress.Done,
                progress.Total,
                progress.Failures == 0 ? "texts" : $"texts, {progress.Failures} requests failed"
            )
        );

    public static int Told(Run run, RunProgress reached, bool asJson)
    {
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    run = run.Id.ToString("N"),
                    texts = reached.Done,
                    total = reached.Total,
                    failures = reached.Failures,
                }
            );
        }
        else
        {
            Console.WriteLine(
                $"{reached.Done} of {reached.Total} texts written and graded; {reached.Failures} requests failed."
            );
            if (reached.Failures > 0)
            {
                Console.WriteLine($"'skillmix resume {run.Id:N}' asks them again.");
            }
        }

        return reached.Failures == 0 ? SkillMixCommandLine.Done : SkillMixCommandLine.DoneWithFailures;
    }
}
