using System.CommandLine;
using System.Text.Json;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>doctor: is all there, and is the store sound?</summary>
public static class DoctorCommand
{
    public static Command Build()
    {
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("doctor", "Check the installation and the store.") { db, json };
        command.SetAction(parsed =>
        {
            var checks = Checks(StorePath.Of(parsed.GetValue(db)));
            if (parsed.GetValue(json))
            {
                CommonOptions.WriteJson(new { checks });
            }
            else
            {
                foreach (var check in checks)
                {
                    Console.WriteLine($"{(check.Ok ? "ok     " : "PROBLEM")}  {check.Name}: {check.Detail}");
                }
            }

            return checks.All(check => check.Ok) ? SkillMixCommandLine.Done : SkillMixCommandLine.DoneWithFailures;
        });
        return command;
    }

    private static List<Check> Checks(string path)
    {
        var checks = new List<Check>
        {
            new("version", true, $"SkillMix {Core.Runs.ToolVersion.Current} on .NET {Environment.Version}"),
            Charts(AppContext.BaseDirectory),
        };
        if (!File.Exists(path))
        {
            checks.Add(
                new(
                    "store",
                    true,
                    $"there is none at {path} yet; 'skillmix import <folder> --db {Shown(path)}' makes one"
                )
            );
            return checks;
        }

        try
        {
            using var file = StoreFile.Open(path, StoreAccess.ReadOnly);
            using var connection = file.OpenConnection();
            checks.Add(new("store", true, path));
            checks.Add(Ask(connection, "integrity", "PRAGMA quick_check", answer => answer == "ok"));
            checks.Add(Ask(connection, "SQLite", "SELECT sqlite_version()", _ => true));
            checks.Add(
                Ask(
                    connection,
                    "content",
                    "SELECT (SELECT count(*) FROM runs) || ' runs, ' || (SELECT count(*) FROM generations) || ' generations, ' || (SELECT count(*) FROM gradings) || ' gradings'",
                    _ => true
                )
            );
        }
        catch (StoreException problem)
        {
            checks.Add(new("store", false, problem.Message));
        }
        catch (Microsoft.Data.Sqlite.SqliteException problem)
        {
            checks.Add(new("store", false, StoreException.From(problem, path).Message));
        }

        return checks;
    }

    /// <summary>Figures need plotly.js: named among the files that the program serves, and there.</summary>
    /// <param name="folder">Where the program is.</param>
    internal static Check Charts(string folder)
    {
        const string Script = "lib/plotly.min.js";
        var manifest = Path.Combine(folder, "skillmix.staticwebassets.endpoints.json");
        if (!File.Exists(manifest) || !File.ReadAllText(manifest).Contains($"\"{Script}\"", StringComparison.Ordinal))
        {
            return new("charts", false, $"{manifest} does not name {Script}; build or install SkillMix anew");
        }

        var places = AssetFolders(folder).Select(root => Path.Combine(root, "lib", "plotly.min.js"));
        return places.FirstOrDefault(File.Exists) is { } found
            ? new("charts", true, found)
            : new("charts", false, $"{Script} is missing under {folder}; build or install SkillMix anew");
    }

    /// <summary>Beside an installed program; in the source tree, the folders that its build names.</summary>
    private static IEnumerable<string> AssetFolders(string folder)
    {
        var built = Path.Combine(folder, "skillmix.staticwebassets.runtime.json");
        string[] roots = [];
        if (File.Exists(built))
        {
            using var manifest = JsonDocument.Parse(File.ReadAllText(built));
            roots =
            [
                .. manifest.RootElement.GetProperty("ContentRoots").EnumerateArray().Select(root => root.GetString()!),
            ];
        }

        return [Path.Combine(folder, "wwwroot"), .. roots];
    }

    /// <summary>A path as a shell takes it.</summary>
    private static string Shown(string path) => path.Contains(' ') ? $"\"{path}\"" : path;

    private static Check Ask(
        Microsoft.Data.Sqlite.SqliteConnection connection,
        string name,
        string sql,
        Func<string, bool> isGood
    )
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var answer = command.ExecuteScalar()?.ToString() ?? "";
        return new(name, isGood(answer), answer);
    }

    internal sealed record Check(string Name, bool Ok, string Detail);
}
