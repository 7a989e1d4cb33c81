using System.CommandLine;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>resume: goes on with a run that was stopped, or had failures.</summary>
public static class ResumeCommand
{
    public static Command Build()
    {
        var which = new Argument<string?>("run")
        {
            Description =
                "The run's id, its first characters, or its name (default: the last one that is not finished).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var inFlight = RunOptions.InFlight();
        var models = RunOptions.Models();
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("resume", "Go on with a run: what is missing, and what had failed.")
        {
            which,
            inFlight,
            models,
            db,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadWrite);
                var run = await RunFinder.FindAsync(store.Runs, parsed.GetValue(which), cancellationToken);
                var asked = await store.Runs.AskedAsync(run, cancellationToken);
                var pace = new RunPace(parsed.GetValue(inFlight) ?? RunPace.Default.InFlight);
                var directory = RunOptions.Directory(parsed.GetValue(models), parsed.GetValue(db), pace);
                RunOptions.RequireModels(directory, asked.Spec);
                using var bar = new ProgressLine("Running");
                var reached = await new RunPipeline(store.Runs, directory.Open, asked.Prompts).ExecuteAsync(
                    run,
                    asked.Spec,
                    asked.Samples,
                    pace.InFlight,
                    RunReport.Progress(bar),
                    cancellationToken
                );
                bar.Dispose();
                return RunReport.Told(run, reached, parsed.GetValue(json));
            }
        );
        return command;
    }
}
