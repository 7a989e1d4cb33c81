using System.CommandLine;
using SkillMix.Core.Exchange;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>import: runs of the reference implementation, or a CSV of published results.</summary>
public static class ImportCommand
{
    public static Command Build()
    {
        var source = new Argument<string>("source")
        {
            Description =
                "A folder of the reference implementation (k3_s10_vdefault_r1, …), or a CSV of published results.",
        };
        var study = new Option<string?>("--study")
        {
            Description = "The study that the runs join (default: the folder's name).",
        };
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command(
            "import",
            "Take runs, or published results, into the store. Importing twice changes nothing."
        )
        {
            source,
            study,
            db,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var path = Path.GetFullPath(parsed.GetValue(source)!);
                if (!Path.Exists(path))
                {
                    // Said before a store is made for nothing.
                    throw new InvalidDataException(
                        $"There is no {path}; name a folder that holds runs (k…_s…_v…_r…), or a CSV of published results."
                    );
                }

                using var file = StoreFile.Open(StorePath.Of(parsed.GetValue(db)), StoreAccess.Create);
                using var store = new SqliteRunStore(file, TimeProvider.System);
                return File.Exists(path) && path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                    ? await ImportPublishedAsync(store, path, parsed.GetValue(json), cancellationToken)
                    : await ImportFolderAsync(
                        store,
                        path,
                        parsed.GetValue(study),
                        parsed.GetValue(json),
                        cancellationToken
                    );
            }
        );
        return command;
    }

    private static async Task<int> ImportPublishedAsync(
        SqliteRunStore store,
        string path,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        var points = PublishedPointsReader.ReadFile(path);
        await store.KeepPublishedAsync(points, cancellationToken);
        if (asJson)
        {
            CommonOptions.WriteJson(new { published_points = points.Count });
        }
        else
        {
            Console.WriteLine($"{points.Count} published points. They stand on the Curves page under \"Published\".");
        }

        return SkillMixCommandLine.Done;
    }

    private static async Task<int> ImportFolderAsync(
        SqliteRunStore store,
        string folder,
        string? study,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        using var bar = new ProgressLine("Importing");
        var report = await new ReferenceImporter(store).ImportAsync(
            folder,
            study ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
            new ImmediateProgress<ImportProgress>(progress => bar.Show(progress.Done, progress.Total, progress.Path)),
            cancellationToken
        );
        bar.Dispose();
        await store.KeepImportAsync(folder, System.Text.Json.JsonSerializer.Serialize(report), cancellationToken);
        if (asJson)
        {
            CommonOptions.WriteJson(report);
            return SkillMixCommandLine.Done;
        }

        Console.WriteLine(
            $"""
            {report.Runs} runs, {report.Generations} generations ({report.NewGenerations} new), {report.Gradings} gradings ({report.NewGradings} new)
            {report.DuplicateGradings} duplicate gradings, {report.UnreadableCriteria} criteria unreadable, {report.RowsWithoutPartner} rows without partner
            """
        );
        foreach (var note in report.Notes)
        {
            Console.WriteLine($"- {note}");
        }

        if (report.Skipped.Count > 0)
        {
            Console.WriteLine($"{report.Skipped.Count} files or folders skipped:");
            foreach (var skipped in report.Skipped)
            {
                Console.WriteLine($"- {skipped.Path}: {skipped.Reason}");
            }
        }

        return SkillMixCommandLine.Done;
    }
}
