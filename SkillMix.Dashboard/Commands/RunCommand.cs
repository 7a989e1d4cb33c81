using System.CommandLine;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>run: does what a run file asks. resume: goes on with what was stopped, or failed.</summary>
public static class RunCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("file")
        {
            Description = "The run, written down as YAML (docs/guide/run-file.md).",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be asked, and ask nobody." };
        var inFlight = InFlight();
        var models = Models();
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
                        Pace = new(parsed.GetValue(inFlight) ?? design.Pace.InFlight),
                    },
                    Path.GetDirectoryName(path)!
                );
                if (parsed.GetValue(dryRun))
                {
                    return DryRun(prepared, parsed.GetValue(json));
                }

                var directory = Directory(parsed.GetValue(models), parsed.GetValue(db), prepared.Design.Pace.InFlight);
                RequireModels(directory, prepared.Spec);
                using var store = new OpenedStore(parsed.GetValue(db));
                var book = new RunBook(store.Runs, directory.Describe, directory.Open);
                using var bar = new ProgressLine("Running");
                var (run, reached) = await book.DoAsync(prepared, Progress(bar), cancellationToken);
                bar.Dispose();
                return Told(run, reached, parsed.GetValue(json));
            }
        );
        return command;
    }

    public static Command BuildResume()
    {
        var which = new Argument<string?>("run")
        {
            Description =
                "The run's id, its first characters, or its name (default: the last one that is not finished).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var inFlight = InFlight();
        var models = Models();
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
                using var store = new OpenedStore(parsed.GetValue(db), mustExist: true);
                var run = await FindAsync(store.Runs, parsed.GetValue(which), cancellationToken);
                var asked = await store.Runs.AskedAsync(run, cancellationToken);
                var pace = parsed.GetValue(inFlight) ?? RunPace.Default.InFlight;
                var directory = Directory(parsed.GetValue(models), parsed.GetValue(db), pace);
                RequireModels(directory, asked.Spec);
                using var bar = new ProgressLine("Running");
                var reached = await new RunPipeline(store.Runs, directory.Open, asked.Prompts).ExecuteAsync(
                    run,
                    asked.Spec,
                    asked.Samples,
                    pace,
                    Progress(bar),
                    cancellationToken
                );
                bar.Dispose();
                return Told(run, reached, parsed.GetValue(json));
            }
        );
        return command;
    }

    public static Command BuildExport()
    {
        var which = new Argument<string>("run") { Description = "The run's id, its first characters, or its name." };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The file to write.",
            DefaultValueFactory = _ => "run.yaml",
        };
        var db = CommonOptions.Db();
        var command = new Command("export", "Write a run down as YAML that asks for the identical run again.")
        {
            which,
            output,
            db,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), mustExist: true);
                var run = await FindAsync(store.Runs, parsed.GetValue(which), cancellationToken);
                var asked = await store.Runs.AskedAsync(run, cancellationToken);
                foreach (var path in RunDesignExport.Write(asked, parsed.GetValue(output)!, RunPace.Default.InFlight))
                {
                    Console.WriteLine(path);
                }

                return SkillMixCommandLine.Done;
            }
        );
        return command;
    }

    private static Option<int?> InFlight() => new("--in-flight") { Description = "Most texts under way at once." };

    private static ImmediateProgress<RunProgress> Progress(ProgressLine bar) =>
        new(progress =>
            bar.Show(
                progress.Done,
                progress.Total,
                progress.Failures == 0 ? "texts" : $"texts, {progress.Failures} requests failed"
            )
        );

    private static Option<string?> Models() =>
        new("--models")
        {
            Description =
                "A models file: endpoints, prices, base models (default: models.yaml beside the store, if it is there).",
        };

    private static ModelDirectory Directory(string? file, string? db, int inFlight)
    {
        var path = file ?? Path.Combine(Path.GetDirectoryName(StorePath.Of(db))!, "models.yaml");
        if (file is not null && !File.Exists(path))
        {
            throw new InvalidDataException(
                $"There is no models file {path}; name one that is there, or leave --models out."
            );
        }

        try
        {
            var models = ModelsFile.Parse(File.Exists(path) ? File.ReadAllText(path) : "");
            return new ModelDirectory(models, new EnvironmentKeys(), inFlight, TimeProvider.System);
        }
        catch (ModelsFileException problem)
        {
            throw new InvalidDataException(
                string.Join(
                    '\n',
                    problem.Mistakes.Select(mistake => $"{path}, line {mistake.Line}: {mistake.Sentence}")
                ),
                problem
            );
        }
    }

    /// <summary>A name that is none, or a key that is missing, is told before anything is made.</summary>
    private static void RequireModels(ModelDirectory models, RunSpec spec)
    {
        foreach (var name in spec.Students.Concat(spec.Gradings.Select(grading => grading.Grader)).Distinct())
        {
            models.Describe(name);
            using var client = models.Open(name);
        }
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

    private static int Told(Run run, RunProgress reached, bool asJson)
    {
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    run = run.Id.ToString("N"),
                    texts = reached.Done,
                    total = reached.Total,
                    failures = reached.Failures,
                }
            );
        }
        else
        {
            Console.WriteLine(
                $"{reached.Done} of {reached.Total} texts written and graded; {reached.Failures} requests failed."
            );
            if (reached.Failures > 0)
            {
                Console.WriteLine($"'skillmix resume {run.Id:N}' asks them again.");
            }
        }

        return reached.Failures == 0 ? SkillMixCommandLine.Done : SkillMixCommandLine.DoneWithFailures;
    }

    private static async Task<Run> FindAsync(SqliteRunStore store, string? which, CancellationToken cancellationToken)
    {
        var own = (await store.RunsAsync(cancellationToken)).Where(run => run.Origin != RunOrigin.Imported).ToList();
        var found = which is null
            ? own.Where(run => run.State != RunState.Finished).TakeLast(1).ToList()
            : own.Where(run =>
                    run.Name == which
                    || run.Id.ToString("N").StartsWith(which.Replace("-", ""), StringComparison.OrdinalIgnoreCase)
                )
                .ToList();
        return found switch
        {
            [var run] => run,
            [] when own.Count == 0 => throw new ArgumentException(
                "The store holds no run that was made here; 'skillmix run <file>' makes one."
            ),
            [] when which is null => throw new ArgumentException(
                "Every run of the store is finished; name the one whose failures are to be asked again."
            ),
            [] => throw new ArgumentException(
                $"There is no run '{which}'; there are {string.Join(", ", own.Select(run => $"'{run.Name}' ({run.Id:N})"))}."
            ),
            _ => throw new ArgumentException(
                $"'{which}' names {found.Count} runs; give more characters of the id: {string.Join(", ", found.Select(run => run.Id.ToString("N")))}."
            ),
        };
    }
}
