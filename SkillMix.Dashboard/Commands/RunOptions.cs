using System.CommandLine;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Commands;

/// <summary>What run and resume have in common: how fast, and which models.</summary>
internal static class RunOptions
{
    public static Option<int?> InFlight() => new("--in-flight") { Description = "Most texts under way at once." };

    public static Option<int?> Limit() =>
        new("--limit") { Description = "Begin only so many texts this time; 'resume' does the others." };

    public static Option<bool> Reuse() =>
        new("--reuse")
        {
            Description =
                "Take replies that other runs with --reuse kept for the same request, tuple and round, and keep these for others.",
        };

    /// <summary>Options that say for how much; they add themselves to a command.</summary>
    public sealed record BudgetOptions(Option<decimal?> Usd, Option<long?> Tokens, Option<long?> Requests)
    {
        public static BudgetOptions AddTo(Command command)
        {
            var options = new BudgetOptions(
                new("--budget-usd") { Description = "Most USD the run may spend, what it spent before included." },
                new("--budget-tokens") { Description = "Most tokens it may use, of prompts and replies." },
                new("--budget-requests") { Description = "Most requests it may send." }
            );
            command.Options.Add(options.Usd);
            command.Options.Add(options.Tokens);
            command.Options.Add(options.Requests);
            return options;
        }

        /// <summary>The usual limits, those that are given in their place.</summary>
        public BudgetLimits Over(BudgetLimits usual, ParseResult parsed) =>
            new(
                parsed.GetValue(Usd) ?? usual.Usd,
                parsed.GetValue(Tokens) ?? usual.Tokens,
                parsed.GetValue(Requests) ?? usual.Requests
            );

        /// <summary>The terms that a run had the last time, what is given in their place.</summary>
        /// <param name="last">Its terms; null where it was never worked on.</param>
        /// <param name="inFlight">What --in-flight says; null for nothing.</param>
        public RunTerms Over(RunTerms? last, int? inFlight, ParseResult parsed)
        {
            var usual = last ?? RunTerms.Default;
            return usual with
            {
                Pace = usual.Pace with { InFlight = inFlight ?? usual.Pace.InFlight },
                Budget = Over(usual.Budget, parsed),
            };
        }
    }

    public static Option<string?> Models() =>
        new("--models")
        {
            Description =
                "A models file: endpoints, prices, base models (default: models.yaml beside the store, if it is there).",
        };

    public static ModelDirectory Directory(string? file, string? db, RunPace pace) =>
        ModelBook.Beside(StorePath.Of(db), file).Directory(pace);

    /// <summary>The prompts of the store, for a design that names some of them; none where there is no store, and none is made.</summary>
    public static async Task<IReadOnlyList<PromptTemplate>> StoredPromptsAsync(
        RunDesign design,
        string? db,
        CancellationToken cancellationToken
    )
    {
        if (!design.NamesStoredPrompts || !File.Exists(StorePath.Of(db)))
        {
            return [];
        }

        using var store = new OpenedStore(db, StoreAccess.ReadOnly);
        return await store.Runs.PromptsAsync(cancellationToken);
    }

    /// <summary>How models replied so far, as the store knows it; nothing where there is no store, or one of an older version.</summary>
    public static async Task<IReadOnlyDictionary<(string Model, RequestRole Role), ModelHistory>> HistoryAsync(
        string? db,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(StorePath.Of(db)))
        {
            return new Dictionary<(string, RequestRole), ModelHistory>();
        }

        try
        {
            using var store = new OpenedStore(db, StoreAccess.ReadOnly);
            return await store.Runs.HistoryAsync(cancellationToken);
        }
        catch (StoreException problem) when (problem.Problem == StoreProblem.Behind)
        {
            return new Dictionary<(string, RequestRole), ModelHistory>();
        }
    }
}
