using System.CommandLine;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>grade: has the texts of a run graded once more, or reads the replies of its graders again.</summary>
public static class GradeCommand
{
    public static Command Build()
    {
        var which = new Argument<string>("run")
        {
            Description = "The run's id, its first characters, or its name; an imported one, too.",
        };
        var with = new Option<string?>("--with") { Description = "The model that grades." };
        var prompt = new Option<string>("--prompt")
        {
            Description = "A built-in grading prompt, a file, or stored:… for one of the store.",
            DefaultValueFactory = _ => PromptLibrary.GradeTable,
        };
        var rounds = new Option<int>("--rounds") { Description = "Gradings per text.", DefaultValueFactory = _ => 1 };
        var temperature = new Option<double?>("--temperature") { Description = "Default: the provider's." };
        var maxTokens = new Option<int?>("--max-tokens") { Description = "Most tokens of a reply." };
        var reread = new Option<bool>("--reread")
        {
            Description = "Ask nobody: read the replies that are kept again, with the readers of today.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be asked, and ask nobody." };
        var inFlight = RunOptions.InFlight();
        var models = RunOptions.Models();
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command(
            "grade",
            "Grade the texts of a run with another grader or prompt; nothing is written anew."
        )
        {
            which,
            with,
            prompt,
            rounds,
            temperature,
            maxTokens,
            reread,
            dryRun,
            inFlight,
            models,
            db,
            json,
        };
        var budget = RunOptions.BudgetOptions.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadWrite);
                var run = await RunFinder.FindAnyAsync(store.Runs, parsed.GetValue(which)!, cancellationToken);
                if (parsed.GetValue(reread))
                {
                    return await RereadAsync(store, run, parsed.GetValue(json), cancellationToken);
                }

                var order = new GraderDesign(
                    parsed.GetValue(with) ?? throw new ArgumentException("grade wants --with <model>, or --reread."),
                    parsed.GetValue(prompt)!,
                    parsed.GetValue(rounds) is >= 1 and var times
                        ? times
                        : throw new ArgumentException("--rounds wants a number from 1."),
                    parsed.GetValue(temperature),
                    parsed.GetValue(maxTokens)
                );
                var (spec, template) = order.Prepare(
                    Environment.CurrentDirectory,
                    await store.Runs.PromptsAsync(cancellationToken)
                );
                var standing = await store.Runs.StandingAsync(run, cancellationToken);
                var terms = budget.Over(standing.Terms, parsed.GetValue(inFlight), parsed);
                var directory = RunOptions.Directory(parsed.GetValue(models), parsed.GetValue(db), terms.Pace);
                directory.Describe(spec.Grader);
                if (parsed.GetValue(dryRun))
                {
                    var missing = await store.Runs.UngradedAsync(run, [spec], cancellationToken);
                    return DryRunTold(run, spec, missing, parsed.GetValue(json));
                }

                using (directory.Open(spec.Grader, new Budget(new BudgetLimits())))
                {
                    // A key that is missing is told before anything is kept.
                }

                await new RunBook(store.Runs, directory).AskForGradingsAsync(run, spec, template, cancellationToken);
                var asked = await store.Runs.AskedAsync(run, cancellationToken);
                var pipeline = new RunPipeline(
                    store.Runs,
                    directory,
                    RunHolder.Me(RunHolder.CommandLine),
                    TimeProvider.System
                );
                using var bar = new ProgressLine("Grading");
                var outcome = await pipeline.ExecuteAsync(
                    asked.Only([spec]),
                    terms,
                    RunReport.Progress(bar),
                    cancellationToken
                );
                bar.Dispose();
                return Told(run, spec, outcome, parsed.GetValue(json));
            }
        );
        return command;
    }

    private static int DryRunTold(Run run, GradingSpec spec, IReadOnlyList<UngradedText> missing, bool asJson)
    {
        var gradings = missing.Sum(text => text.Missing.Count);
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    run = run.Id.ToString("N"),
                    grader = spec.Grader,
                    grading_spec = spec.Id,
                    texts = missing.Count,
                    requests = gradings,
                }
            );
        }
        else
        {
            Console.WriteLine($"{spec.Grader} would be asked for {gradings} gradings of {missing.Count} texts.");
            Console.WriteLine("Nobody was asked.");
        }

        return SkillMixCommandLine.Done;
    }

    private static int Told(Run run, GradingSpec spec, RunOutcome outcome, bool asJson)
    {
        var reached = outcome.Reached;
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    run = run.Id.ToString("N"),
                    grader = spec.Grader,
                    grading_spec = spec.Id,
                    texts = reached.Done,
                    total = reached.Total,
                    failures = reached.Failures,
                    note = outcome.Note,
                }
            );
        }
        else
        {
            Console.WriteLine(
                $"{reached.Done} of {reached.Total} texts are graded by {spec.Grader}; {reached.Failures} requests failed."
            );
            if (outcome.Note is { } note)
            {
                Console.WriteLine(note);
            }

            if (reached.Failures > 0)
            {
                Console.WriteLine("The same command asks them again.");
            }
        }

        return SkillMixCommandLine.CodeOf(outcome.IsBudgetReached, reached.Failures == 0);
    }

    private static async Task<int> RereadAsync(
        OpenedStore store,
        Run run,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        var report = await new GradingsReread(store.File, store.Runs).RereadAsync(run, cancellationToken);
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    run = run.Id.ToString("N"),
                    read = report.Read,
                    renewed = report.Renewed,
                    left = report.Left,
                    changes = report.Changes.Select(change => new
                    {
                        from = change.From.ToString(),
                        to = change.To.ToString(),
                        verdicts = change.Count,
                    }),
                    older_answers = report.OlderAnswers,
                }
            );
            return SkillMixCommandLine.Done;
        }

        Console.WriteLine(
            $"{report.Read} gradings read again, {report.Renewed} of them of an older reader; {report.Left} left alone (failed or declined)."
        );
        foreach (var change in report.Changes)
        {
            Console.WriteLine($"{change.Count} verdicts: {change.From} → {change.To}");
        }

        if (report.Changes.Count == 0)
        {
            Console.WriteLine("No verdict changed.");
        }

        if (report.OlderAnswers > 0)
        {
            Console.WriteLine(
                $"{report.OlderAnswers} texts were taken out of their replies by an older reader; they stay as they were graded."
            );
        }

        return SkillMixCommandLine.Done;
    }
}
