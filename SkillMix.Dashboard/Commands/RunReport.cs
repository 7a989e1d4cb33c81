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

    public static int Told(Run run, RunOutcome outcome, bool asJson)
    {
        var reached = outcome.Reached;
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    run = run.Id.ToString("N"),
                    texts = reached.Done,
                    total = reached.Total,
                    failures = reached.Failures,
                    state = outcome.State.ToString().ToLowerInvariant(),
                    note = outcome.Note,
                }
            );
        }
        else
        {
            Console.WriteLine(
                $"{reached.Done} of {reached.Total} texts written and graded; {reached.Failures} requests failed."
            );
            if (outcome.Note is { } note)
            {
                Console.WriteLine(note);
            }

            if (reached.Failures > 0)
            {
                Console.WriteLine($"'skillmix resume {run.Id:N}' asks them again.");
            }
        }

        return outcome.IsBudgetReached ? SkillMixCommandLine.BudgetReached
            : reached.Failures == 0 ? SkillMixCommandLine.Done
            : SkillMixCommandLine.DoneWithFailures;
    }
}
