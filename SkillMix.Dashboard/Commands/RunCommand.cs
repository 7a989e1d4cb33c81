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
        var limit = RunOptions.Limit();
        var inFlight = RunOptions.InFlight();
        var reuse = RunOptions.Reuse();
        var models = RunOptions.Models();
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("run", "Write and grade what a run file asks.")
        {
            file,
            dryRun,
            limit,
            inFlight,
            reuse,
            models,
            db,
            json,
        };
        var budget = RunOptions.BudgetOptions.AddTo(command);
        var replies = ReplyOptions.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var path = Path.GetFullPath(parsed.GetValue(file)!);
                var design = RunDesignFile.ReadFile(path);
                var prepared = PreparedRun.From(
                    design with
                    {
                        Pace = design.Pace with { InFlight = parsed.GetValue(inFlight) ?? design.Pace.InFlight },
                        Budget = budget.Over(design.Budget, parsed),
                    },
                    Path.GetDirectoryName(path)!,
                    await RunOptions.StoredPromptsAsync(design, parsed.GetValue(db), cancellationToken)
                );
                var directory = RunOptions.Directory(
                    parsed.GetValue(models),
                    parsed.GetValue(db),
                    prepared.Design.Pace
                );
                if (parsed.GetValue(dryRun))
                {
                    return DryRunReport.Told(
                        prepared,
                        directory.Find,
                        await RunOptions.HistoryAsync(parsed.GetValue(db), cancellationToken),
                        parsed.GetValue(json)
                    );
                }

                var route = replies.Of(parsed, directory, parsed.GetValue(limit));
                TerminalRun.Require(directory, route, prepared.Spec.ModelsWithTokens, prepared.Design.Budget);
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.Create);
                var run = await new RunBook(store.Runs, directory).OpenAsync(prepared, cancellationToken);
                var terms = prepared.Terms with
                {
                    ReusesReplies = parsed.GetValue(reuse),
                    MostTexts = parsed.GetValue(limit),
                };
                var asked = await store.Runs.AskedAsync(run, cancellationToken);
                return await TerminalRun.DoAsync(
                    store,
                    directory,
                    route,
                    asked,
                    terms,
                    parsed.GetValue(json),
                    cancellationToken
                );
            }
        );
        return command;
    }
}
