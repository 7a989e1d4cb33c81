using System.CommandLine;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>anchor: frozen sets of texts that are graded again and again, to see whether a grader has drifted.</summary>
public static class AnchorCommand
{
    public static Command Build() =>
        new("anchor", "Freeze texts and grade them again and again, to see whether a grader has drifted.")
        {
            Make(),
            List(),
            Grade(),
            Drift(),
        };

    private static Command Make()
    {
        var name = Name("What the set is to be called.");
        var run = new Option<string?>("--run")
        {
            Description = "Only texts of this run: its id, its first characters, or its name.",
        };
        var ks = new Option<int[]>("--k")
        {
            Description = "Only these k, as evenly as there are texts (default: every k).",
            AllowMultipleArgumentsPerToken = true,
        };
        var count = new Option<int>("--count")
        {
            Description = "How many texts (default: 50).",
            DefaultValueFactory = _ => 50,
        };
        var seed = new Option<long>("--seed")
        {
            Description = "Seed of the draw (default: 10).",
            DefaultValueFactory = _ => 10,
        };
        var balance = new Option<bool>("--balance")
        {
            Description = "Half with full marks, half without, by the present verdict of their graders.",
        };
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("make", "Draw texts of the store and freeze them.")
        {
            name,
            run,
            ks,
            count,
            seed,
            balance,
            db,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                if (parsed.GetValue(count) < 1)
                {
                    throw new ArgumentException("--count is how many texts, at least 1.");
                }

                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadWrite);
                var set = await store.Runs.Anchors.MakeAsync(
                    new AnchorSpec(parsed.GetValue(name)!, parsed.GetValue(count), parsed.GetValue(seed))
                    {
                        Run = parsed.GetValue(run) is { } which
                            ? await RunFinder.AnyAsync(store.Runs, which, cancellationToken)
                            : null,
                        Ks = [.. (parsed.GetValue(ks) ?? []).Distinct().Order()],
                        IsBalanced = parsed.GetValue(balance),
                    },
                    cancellationToken
                );
                return AnchorReport.Sets([set], [], parsed.GetValue(json));
            }
        );
        return command;
    }

    private static Command List()
    {
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("list", "List the frozen sets and how often they were graded.") { db, json };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadOnly);
                var sets = await store.Runs.Anchors.SetsAsync(cancellationToken);
                var occasions = new List<(string Set, AnchorOccasion Occasion)>();
                foreach (var set in sets)
                {
                    var of = await store.Runs.Anchors.OccasionsAsync(set, cancellationToken);
                    occasions.AddRange(of.Select(occasion => (set.Name, occasion)));
                }

                return AnchorReport.Sets(sets, occasions, parsed.GetValue(json));
            }
        );
        return command;
    }

    private static Command Grade()
    {
        var name = Name("The set.");
        var with = new Option<string>("--with") { Description = "Name of the grader.", Required = true };
        var prompt = new Option<string>("--prompt")
        {
            Description = "A built-in grading template, stored:…, or a file of one's own (default: grade-table).",
            DefaultValueFactory = _ => PromptLibrary.GradeTable,
        };
        var temperature = new Option<double?>("--temperature")
        {
            Description = "0 to 2 (default: left to the provider).",
        };
        var maxTokens = new Option<int?>("--max-tokens")
        {
            Description = "Most new tokens of a grading (default: left to the provider).",
        };
        var inFlight = RunOptions.InFlight();
        var models = RunOptions.Models();
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("grade", "Have a frozen set graded once more, or go on where that was stopped.")
        {
            name,
            with,
            prompt,
            temperature,
            maxTokens,
            inFlight,
            models,
            db,
            json,
        };
        var budget = RunOptions.BudgetOptions.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                if (parsed.GetValue(temperature) is < 0 or > 2 || parsed.GetValue(maxTokens) < 1)
                {
                    throw new ArgumentException("--temperature goes from 0 to 2, --max-tokens is at least 1.");
                }

                var usual = RunPace.Default;
                var pace = usual with { InFlight = parsed.GetValue(inFlight) ?? usual.InFlight };
                var directory = RunOptions.Directory(parsed.GetValue(models), parsed.GetValue(db), pace);
                directory.Require([parsed.GetValue(with)!]);
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadWrite);
                var set = await store.Runs.Anchors.FindAsync(parsed.GetValue(name)!, cancellationToken);
                var asked = AskedAnchor.From(
                    set,
                    new GraderDesign(
                        parsed.GetValue(with)!,
                        parsed.GetValue(prompt)!,
                        Temperature: parsed.GetValue(temperature),
                        MaxTokens: parsed.GetValue(maxTokens)
                    ),
                    Environment.CurrentDirectory,
                    await store.Runs.PromptsAsync(cancellationToken)
                );
                using var bar = new ProgressLine("Grading");
                var outcome = await new AnchorGrader(store.Runs, directory, TimeProvider.System).GradeAsync(
                    asked,
                    new AnchorTerms(pace.InFlight, new Budget(budget.Over(new(), parsed))),
                    RunReport.Progress(bar),
                    cancellationToken
                );
                bar.Dispose();
                return AnchorReport.Graded(asked, outcome, parsed.GetValue(json));
            }
        );
        return command;
    }

    private static Command Drift()
    {
        var name = Name("The set.");
        var with = new Option<string?>("--with") { Description = "Only this grader (default: all)." };
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command(
            "drift",
            "Say which verdicts of a grader flipped between the occasions on which it graded a set."
        )
        {
            name,
            with,
            db,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadOnly);
                var book = store.Runs.Anchors;
                var set = await book.FindAsync(parsed.GetValue(name)!, cancellationToken);
                var histories = await AnchorHistory.ReadAsync(book, set, cancellationToken);
                if (parsed.GetValue(with) is { } grader)
                {
                    var graders = histories.Select(history => history.Spec.Grader).Distinct().ToList();
                    histories = graders.Contains(grader)
                        ? [.. histories.Where(history => history.Spec.Grader == grader)]
                        : throw new ArgumentException(
                            $"{grader} has not graded the anchors '{set.Name}'; {(graders.Count == 0 ? "nobody has" : $"{string.Join(", ", graders)} did")}."
                        );
                }

                return AnchorReport.Drift(set, histories, parsed.GetValue(json));
            }
        );
        return command;
    }

    private static Argument<string> Name(string description) => new("name") { Description = description };
}
