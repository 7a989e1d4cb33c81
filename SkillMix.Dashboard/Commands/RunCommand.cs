using System.CommandLine;
using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>run: does what a run file asks.</summary>
public static class RunCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("file")
        {
            Description = "The run, written down as YAML (docs/guide/run-file.md).",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be asked, and ask nobody." };
        var inFlight = RunOptions.InFlight();
        var models = RunOptions.Models();
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("run", "Write and grade what a run file asks.")
        {
            file,
            dryRun,
            inFlight,
            models,
            db,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var path = Path.GetFullPath(parsed.GetValue(file)!);
                var design = RunDesignFile.ReadFile(path);
                var prepared = PreparedRun.From(
                    design with
                    {
                        Pace = design.Pace with { InFlight = parsed.GetValue(inFlight) ?? design.Pace.InFlight },
                    },
                    Path.GetDirectoryName(path)!
                );
                if (parsed.GetValue(dryRun))
                {
                    return DryRun(prepared, parsed.GetValue(json));
                }

                var directory = RunOptions.Directory(
                    parsed.GetValue(models),
                    parsed.GetValue(db),
                    prepared.Design.Pace
                );
                RunOptions.RequireModels(directory, prepared.Spec);
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.Create);
                var book = new RunBook(store.Runs, directory.Describe, directory.Open);
                using var bar = new ProgressLine("Running");
                var (run, reached) = await book.DoAsync(prepared, RunReport.Progress(bar), cancellationToken);
                bar.Dispose();
                return RunReport.Told(run, reached, parsed.GetValue(json));
            }
        );
        return command;
    }

    private static int DryRun(PreparedRun prepared, bool asJson)
    {
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    run = prepared.Spec.Hash,
                    samples = prepared.Samples.Count,
                    tuples = prepared.Samples.Sum(sample => sample.Tuples.Count),
                    texts = prepared.Texts,
                    generation_requests = prepared.GenerationRequests,
                    grading_requests = prepared.GradingRequests,
                }
            );
        }
        else
        {
            Console.WriteLine(
                $"""
                {prepared.Samples.Sum(sample =>
                    sample.Tuples.Count
                )} tuples in {prepared.Samples.Count} samples, {prepared.Spec.Students.Count} students, {prepared.Spec.Generation.Rounds} texts each: {prepared.Texts} texts
                {prepared.GenerationRequests} requests to students, at most {prepared.GradingRequests} to graders. Nobody was asked.
                """
            );
        }

        return SkillMixCommandLine.Done;
    }
}
