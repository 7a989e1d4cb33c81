using System.CommandLine;
using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>import: runs of the reference implementation, a CSV of published results, or the runs of another store.</summary>
public static class ImportCommand
{
    public static Command Build()
    {
        var source = new Argument<string>("source")
        {
            Description =
                "A folder of the reference implementation (k3_s10_vdefault_r1, …), a CSV of published results, or another store (.db).",
        };
        var study = new Option<string?>("--study")
        {
            Description = "The study that the runs join (default: the folder's name).",
        };
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command(
            "import",
            "Take runs, published results, or the runs of another store into the store. Importing twice changes nothing."
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
                        $"There is no {path}; name a folder that holds runs (k…_s…_v…_r…), a .csv of published results, or a store (.db)."
                    );
                }

                var isTable = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
                var isStore = path.EndsWith(".db", StringComparison.OrdinalIgnoreCase);
                if (isStore && File.Exists(path))
                {
                    return await ImportStoreAsync(path, parsed.GetValue(db), parsed.GetValue(json), cancellationToken);
                }

                if (File.Exists(path) && !isTable)
                {
                    throw new InvalidDataException(
                        $"{path} is a file, but no CSV; name a folder that holds runs (k…_s…_v…_r…), a .csv of published results, or a store (.db)."
                    );
                }

                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.Create);
                return File.Exists(path)
                    ? await ImportPublishedAsync(store.Runs, path, parsed.GetValue(json), cancellationToken)
                    : await ImportFolderAsync(
                        store.Runs,
                        path,
                        parsed.GetValue(study),
                        parsed.GetValue(json),
                        cancellationToken
                    );
            }
        );
        return command;
    }

    private static async Task<int> ImportStoreAsync(
        string path,
        string? db,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        if (path == Path.GetFullPath(StorePath.Of(db)))
        {
            throw new ArgumentException($"{path} is the store itself; name another one.");
        }

        using var other = StoreFile.Open(path, StoreAccess.ReadOnly);
        using var store = new OpenedStore(db, StoreAccess.Create);
        using var bar = new ProgressLine("Merging");
        var report = await new StoreMerge(store.File, store.Runs).MergeAsync(
            other,
            new ImmediateProgress<(int Done, int Total)>(at => bar.Show(at.Done, at.Total, "generations")),
            cancellationToken
        );
        bar.Dispose();
        await store.Runs.KeepImportAsync(path, System.Text.Json.JsonSerializer.Serialize(report), cancellationToken);
        if (asJson)
        {
            CommonOptions.WriteJson(report);
            return SkillMixCommandLine.Done;
        }

        Console.WriteLine(
            $"{report.Runs} runs ({report.NewRuns} new), {report.Generations} generations ({report.NewGenerations} new), {report.NewGradings} new gradings."
        );
        if (report.NewQueues + report.NewDecisions > 0)
        {
            Console.WriteLine($"{report.NewQueues} new queues, {report.NewDecisions} new events of annotation.");
        }

        if (report.LeftQueues + report.LeftDecisions > 0)
        {
            Console.WriteLine(
                $"{report.LeftQueues} queues and {report.LeftDecisions} events of annotation fit nothing here and were not taken; 'skillmix annotate export' and 'import' say of each event why."
            );
        }

        if (report.Differing > 0)
        {
            Console.WriteLine(
                $"{report.Differing} generations say something else here; those here stay, and gradings of the others were not taken."
            );
        }

        return SkillMixCommandLine.Done;
    }

    private static async Task<int> ImportPublishedAsync(
        SqliteRunStore store,
        string path,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        var points = PublishedPointsReader.ReadFile(path);
        var before = (await store.PublishedAsync(cancellationToken)).ToHashSet();
        var places = before.Select(PlaceOf).ToHashSet();
        await store.KeepPublishedAsync(points, cancellationToken);
        var isNew = points.Count(point => !places.Contains(PlaceOf(point)));
        var isChanged = points.Count(point => places.Contains(PlaceOf(point)) && !before.Contains(point));
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    published_points = points.Count,
                    new_points = isNew,
                    changed_points = isChanged,
                }
            );
        }
        else
        {
            Console.WriteLine(PublishedWords(points.Count, isNew, isChanged));
        }

        return SkillMixCommandLine.Done;
    }

    /// <summary>What makes a published point the same point, whatever its values.</summary>
    private static object PlaceOf(PublishedPoint point) =>
        (point.Source, point.Student, point.Grader, point.Setting, point.TrainingData, point.K);

    private static string PublishedWords(int points, int isNew, int isChanged)
    {
        var what = FormattableString.Invariant($"{points} published point{(points == 1 ? "" : "s")}");
        var there = points - isNew - isChanged;
        string[] parts =
        [
            .. isNew > 0 ? (string[])[FormattableString.Invariant($"{isNew} new")] : [],
            .. isChanged > 0 ? (string[])[FormattableString.Invariant($"{isChanged} changed")] : [],
            .. there > 0
                ? (string[])[there == points ? "already there" : FormattableString.Invariant($"{there} already there")]
                : [],
        ];
        return points == 0
            ? "The table holds no published points."
            : $"{what}, {string.Join(", ", parts)}. The Curves page draws {(points == 1 ? "it" : "them")} under \"Published points\".";
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
