using System.CommandLine;
using SkillMix.Core.ChatModels;
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
        var limit = RunOptions.Limit();
        var inFlight = RunOptions.InFlight();
        var models = RunOptions.Models();
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("resume", "Go on with a run: what is missing, and what had failed.")
        {
            which,
            limit,
            inFlight,
            models,
            db,
            json,
        };
        var budget = RunOptions.BudgetOptions.AddTo(command);
        var replies = ReplyOptions.AddTo(command);
        var forget = new Option<bool>("--forget-batches")
        {
            Description =
                "Forget the batches that are out: their replies are not taken, and what they hold is asked, and paid, again.",
        };
        command.Options.Add(forget);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadWrite);
                var run = await RunFinder.FindAsync(store.Runs, parsed.GetValue(which), cancellationToken);
                if (parsed.GetValue(which) is null)
                {
                    await Console.Error.WriteLineAsync($"Going on with '{run.Name}' ({run.Id:N}).");
                }

                var asked = await store.Runs.AskedAsync(run, cancellationToken);
                var standing = await store.Runs.StandingAsync(run, cancellationToken);
                var terms = budget.Over(standing.Terms, parsed.GetValue(inFlight), parsed) with
                {
                    MostTexts = parsed.GetValue(limit),
                };
                var directory = RunOptions.Directory(parsed.GetValue(models), parsed.GetValue(db), terms.Pace);
                var route = replies.Of(parsed, directory, parsed.GetValue(limit));
                TerminalRun.Require(directory, route, asked.ModelsWithTokens, terms.Budget);
                if (parsed.GetValue(forget))
                {
                    await ForgetBatchesAsync(store, run, cancellationToken);
                }

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

    /// <summary>Takes the batches that are out for read, and says which they were.</summary>
    /// <exception cref="RunHeldException">Another process works on the run, and may be following them.</exception>
    private static async Task ForgetBatchesAsync(OpenedStore store, Run run, CancellationToken cancellationToken)
    {
        (await store.Runs.StandingAsync(run, cancellationToken)).RequireNoHolder();
        foreach (var batch in await store.Requests.BatchesAsync(run, cancellationToken))
        {
            await store.Requests.KeepBatchAsync(run, batch with { State = "forgotten" }, isRead: true);
            await Console.Error.WriteLineAsync(
                ForeignWords.OnOneLine($"Forgotten: the batch {batch.Id} of {batch.Model}, {batch.Requests} requests.")
            );
        }
    }
}
