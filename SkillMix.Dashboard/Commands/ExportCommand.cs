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
