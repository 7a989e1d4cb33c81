using System.CommandLine;
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
            var checks = Checks(CommonOptions.StorePath(parsed.GetValue(db)));
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
            new("charts", Directory.Exists(AppContext.BaseDirectory), $"program files in {AppContext.BaseDirectory}"),
        };
        if (!File.Exists(path))
        {
            checks.Add(
                new(
                    "store",
                    true,
                    $"there is none at {path} yet; 'skillmix import <folder> --db {Path.GetFileName(path)}' makes one"
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

    private sealed record Check(string Name, bool Ok, string Detail);
}
