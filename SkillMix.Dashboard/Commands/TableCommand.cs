using System.CommandLine;
using SkillMix.Core.Figures;
using SkillMix.Core.Storage;

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
        flags.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadOnly);
                var (_, points) = await flags.PointsOfAsync(parsed, store, cancellationToken);
                var models = await store.Runs.ModelsAsync(cancellationToken);
                var table = PaperTable.Of(
                    points,
                    flags.OptionsOf(parsed),
                    [.. models.Select(model => new CurveStudent(model.Name, model.BaseModel, model.TrainingData))],
                    DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)
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
