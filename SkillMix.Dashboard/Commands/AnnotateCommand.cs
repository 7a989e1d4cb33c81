using System.CommandLine;
using SkillMix.Core.Annotation;
using SkillMix.Core.Exchange;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>annotate: queues of texts for people to judge, and what they decided as files.</summary>
public static class AnnotateCommand
{
    public static Command Build() =>
        new("annotate", "Draw queues of texts for people to judge; take what they decided out as files, and in again.")
        {
            AnnotateMakeCommand.Build(),
            List(),
            Export(),
            Import(),
        };

    private static Command List()
    {
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("list", "List the queues, and how far each person is.") { db, json };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadOnly);
                return AnnotateReport.Queues(await BookOf(store).QueuesAsync(cancellationToken), parsed.GetValue(json));
            }
        );
        return command;
    }

    private static Command Export()
    {
        var which = new Argument<string?>("queue")
        {
            Description = "A queue, by name or id (default: everything that people decided in this store).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var outside = new Option<bool>("--outside") { Description = "Only texts judged outside of every queue." };
        var verdicts = new Option<bool>("--verdicts")
        {
            Description =
                "The verdicts that hold, one line per text, criterion and person, for R or pandas (default: every event).",
        };
        var format = new Option<string?>("--format")
        {
            Description = "csv or jsonl (default: by the ending of the file, else csv).",
        };
        format.AcceptOnlyFromAmong("csv", "jsonl");
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The file to write (default: standard output).",
        };
        var force = new Option<bool>("--force") { Description = "Write over a file that is there." };
        var db = CommonOptions.Db();
        var command = new Command("export", "Write what people decided as CSV or JSON lines.")
        {
            which,
            outside,
            verdicts,
            format,
            output,
            force,
            db,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var path = parsed.GetValue(output);
                RequireFree(path, parsed.GetValue(force));
                if (parsed.GetValue(which) is not null && parsed.GetValue(outside))
                {
                    throw new ArgumentException("--outside is what belongs to no queue; leave it or the queue away.");
                }

                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadOnly);
                var book = BookOf(store);
                var queue = parsed.GetValue(which) is { } name ? await book.FindAsync(name, cancellationToken) : null;
                var lines = await book.LinesAsync(
                    queue is not null ? new DecisionScope.Within(queue.Id)
                        : parsed.GetValue(outside) ? new DecisionScope.Outside()
                        : new DecisionScope.Everything(),
                    cancellationToken
                );
                await WriteAsync(
                    lines,
                    parsed.GetValue(verdicts),
                    FormOf(parsed.GetValue(format), path),
                    path,
                    cancellationToken
                );
                AnnotateReport.Written(lines, queue, path);
                return SkillMixCommandLine.Done;
            }
        );
        return command;
    }

    private static Command Import()
    {
        var source = new Argument<string>("file") { Description = "A file of 'annotate export', CSV or JSON lines." };
        var queue = new Option<string?>("--queue")
        {
            Description = "The queue here that its items belong to, by name or id (default: the one they name).",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen, and change nothing." };
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command(
            "import",
            "Take what people decided into the store. Importing twice changes nothing; a line that fits nothing is named and left out."
        )
        {
            source,
            queue,
            dryRun,
            db,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var path = parsed.GetValue(source)!;
                var reading = DecisionFile.Read(await File.ReadAllTextAsync(path, cancellationToken), path);
                var isDryRun = parsed.GetValue(dryRun);
                using var store = new OpenedStore(
                    parsed.GetValue(db),
                    isDryRun ? StoreAccess.ReadOnly : StoreAccess.ReadWrite
                );
                var book = BookOf(store);
                var into = parsed.GetValue(queue) is { } name
                    ? (await book.FindAsync(name, cancellationToken)).Spec.Name
                    : null;
                var report = isDryRun
                    ? await book.TryAsync(reading, into, cancellationToken)
                    : await book.TakeInAsync(reading, into, cancellationToken);
                return AnnotateReport.TakenIn(report, isDryRun, parsed.GetValue(json));
            }
        );
        return command;
    }

    internal static AnnotationBook BookOf(OpenedStore store) => new(store.File, TimeProvider.System);

    private static void RequireFree(string? path, bool mayOverwrite)
    {
        if (path is not null && File.Exists(path) && !mayOverwrite)
        {
            throw new IOException(
                $"{Path.GetFullPath(path)} is there already; name another file with -o, or write over it with --force."
            );
        }
    }

    private static TableForm FormOf(string? format, string? path) =>
        (format ?? Path.GetExtension(path)) is "jsonl" or ".jsonl" or ".ndjson" ? TableForm.JsonLines : TableForm.Csv;

    private static async Task WriteAsync(
        IReadOnlyList<DecisionLine> lines,
        bool onlyVerdicts,
        TableForm form,
        string? path,
        CancellationToken cancellationToken
    )
    {
        using var made = new MemoryStream();
        await AnnotationFiles.WriteAsync(lines, onlyVerdicts, form, made, cancellationToken);
        if (path is null)
        {
            await Console.Out.WriteAsync(System.Text.Encoding.UTF8.GetString(made.GetBuffer(), 0, (int)made.Length));
            return;
        }

        await File.WriteAllBytesAsync(path, made.ToArray(), cancellationToken);
    }
}
