using System.CommandLine;
using SkillMix.Core.Figures;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Figures;

namespace SkillMix.Dashboard.Commands;

/// <summary>table: the tables of a paper.</summary>
public static class TableCommand
{
    public static Command Build()
    {
        var command = new Command("table", "Write the tables of a paper.");
        command.Subcommands.Add(BuildPaper());
        return command;
    }

    private static Command BuildPaper()
    {
        var flags = new MeasureFlags();
        var format = CommonOptions.Words("--format", "What to write.", "latex", "markdown", "csv");
        var file = new Option<string?>("--output", "-o")
        {
            Description = "The file; standard output where none is given.",
        };
        var db = CommonOptions.Db();
        var command = new Command("paper", "Training set × setting × k, full marks and skill fraction.")
        {
            format,
            file,
            db,
        };
        flags.AddTo(command, isPart: true);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadOnly);
                var table = await FigureReader.TableAsync(
                    flags.ChoicesOf(parsed),
                    OpenStore.Of(store.File, TimeProvider.System, isSample: false),
                    await store.Runs.PointsAsync(cancellationToken),
                    DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
                    cancellationToken
                );
                var text = parsed.GetValue(format) switch
                {
                    "markdown" => PaperTableWriter.Markdown(table),
                    "csv" => PaperTableWriter.Csv(table),
                    _ => PaperTableWriter.Latex(table),
                };
                if (parsed.GetValue(file) is { } path)
                {
                    await File.WriteAllTextAsync(path, text, cancellationToken);
                    await Console.Error.WriteLineAsync($"{Path.GetFullPath(path)}: {table.Rows.Count} students.");
                }
                else
                {
                    await Console.Out.WriteAsync(text);
                }

                return SkillMixCommandLine.Done;
            }
        );
        return command;
    }
}
