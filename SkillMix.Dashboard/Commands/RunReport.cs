using SkillMix.Core.Runs;
using SkillMix.Dashboard.Components;

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

    public static int Told(RunStanding standing, RunOutcome outcome, bool asJson)
    {
        var run = standing.Run;
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
                    unreadable = standing.Unreadable,
                    errors = standing.Errors.Select(error => new
                    {
                        asked_for = RunWords.Role(error.Role),
                        words = error.Words,
                        count = error.Count,
                    }),
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

            if (standing.Unreadable > 0)
            {
                Console.WriteLine($"{standing.Unreadable} texts have a criterion that could not be read.");
            }

            foreach (var error in standing.Errors)
            {
                Console.WriteLine($"  {error.Count} × {RunWords.Role(error.Role)}: {error.Words}");
            }

            if (reached.Failures > 0)
            {
                Console.WriteLine($"'skillmix resume {run.Id:N}' asks them again.");
            }
        }

        return SkillMixCommandLine.CodeOf(outcome.IsBudgetReached, reached.Failures == 0);
    }
}
