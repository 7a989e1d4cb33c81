using System.CommandLine;
using SkillMix.Core.Exchange;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>export: a run as a file that asks for the identical run again.</summary>
public static class ExportCommand
{
    public static Command Build()
    {
        var which = new Argument<string>("run") { Description = "The run's id, its first characters, or its name." };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The file to write.",
            DefaultValueFactory = _ => "run.yaml",
        };
        var force = new Option<bool>("--force") { Description = "Write over a file that is there." };
        var db = CommonOptions.Db();
        var command = new Command("export", "Write a run down as YAML that asks for the identical run again.")
        {
            which,
            output,
            force,
            db,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                if (File.Exists(parsed.GetValue(output)!) && !parsed.GetValue(force))
                {
                    throw new IOException(
                        $"{Path.GetFullPath(parsed.GetValue(output)!)} is there already; name another file with -o, or write over it with --force."
                    );
                }

                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadWrite);
                var run = await RunFinder.FindAsync(store.Runs, parsed.GetValue(which), cancellationToken);
                var asked = await store.Runs.AskedAsync(run, cancellationToken);
                foreach (var path in RunDesignExport.Write(asked, parsed.GetValue(output)!))
                {
                    Console.WriteLine(path);
                }

                return SkillMixCommandLine.Done;
            }
        );
        return command;
    }
}
