using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;

namespace SkillMix.Dashboard.Commands;

/// <summary>A run worked on from a terminal: a bar while it goes on, and what came of it at the end.</summary>
internal static class TerminalRun
{
    /// <summary>Works on a run, by the usual way or by files or batches.</summary>
    /// <param name="route">The other way; null for the usual one.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> DoAsync(
        OpenedStore store,
        ModelDirectory models,
        ReplyRoute? route,
        AskedRun asked,
        RunTerms terms,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        using var bar = new ProgressLine("Running");
        var pipeline =
            route?.Pipeline(store, bar)
            ?? new RunPipeline(store.Runs, models, RunHolder.Me(RunHolder.CommandLine), TimeProvider.System);
        RunOutcome outcome;
        try
        {
            outcome = await pipeline.ExecuteAsync(asked, terms, RunReport.Progress(bar), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            bar.Dispose();
            await Console.Error.WriteLineAsync(
                $"Stopped. What was finished is kept; 'skillmix resume {asked.Run.Id:N}' goes on from there."
            );
            return SkillMixCommandLine.Interrupted;
        }

        bar.Dispose();
        var standing = await store.Runs.StandingAsync(asked.Run, CancellationToken.None);
        return route?.Told(asked.Run, outcome, asJson) ?? RunReport.Told(standing, outcome, asJson);
    }

    /// <summary>What is missing for a run is told before anything is made: a model, its key or its address.</summary>
    public static void Require(
        ModelDirectory models,
        ReplyRoute? route,
        IEnumerable<(string Model, int? MostTokens)> asked,
        BudgetLimits limits
    )
    {
        if (route is null)
        {
            models.Require(asked, limits);
        }
        else
        {
            route.Require(asked.Select(one => one.Model));
        }
    }
}
