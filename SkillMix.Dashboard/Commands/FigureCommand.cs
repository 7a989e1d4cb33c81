using System.CommandLine;
using System.Globalization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>figure: figures as files for a paper.</summary>
public static class FigureCommand
{
    public static Command Build()
    {
        var command = new Command("figure", "Draw a figure into a file.");
        command.Subcommands.Add(BuildCurve());
        return command;
    }

    private static Command BuildCurve()
    {
        var measure = new MeasureFlags();
        var style = new FigureFlags();
        var metric = CommonOptions.Words(
            "--metric",
            "What is drawn.",
            [.. MetricDefinition.Published.Select(MetricDefinition.JsonName)]
        );
        var setting = new Option<string[]>("--setting")
        {
            Description = "Only this side of the split: all, train or held-out (may be repeated).",
        };
        var people = new Option<string?>("--people")
        {
            Description = "Also success as annotators judge it, corrected by the labels of this queue, by name or id.",
        };
        var colour = CommonOptions.Words(
            "--colour-by",
            "One colour for a base model and what was tuned from it, or one for each student.",
            "family",
            "student"
        );
        var db = CommonOptions.Db();
        var command = new Command("curve", "Success against k.") { metric, setting, people, colour, db };
        measure.AddTo(command);
        style.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadOnly);
                var options = measure.OptionsOf(parsed);
                var (_, points) = await measure.PointsOfAsync(parsed, store, cancellationToken);
                var settings = (parsed.GetValue(setting) ?? []).Select(SettingOf).ToList();
                List<MetricRow> rows =
                [
                    .. SkillMixMetrics
                        .Compute(points, options, [MetricOf(parsed.GetValue(metric)!)])
                        .Where(row => settings.Count == 0 || settings.Contains(row.Setting)),
                ];
                if (rows.Count == 0)
                {
                    throw new ArgumentException("Nothing that was asked for is graded, so there is no curve to draw.");
                }

                var success = parsed.GetValue(people) is { } queue
                    ? await PeopleAsync(store, queue, rows, options, cancellationToken)
                    : null;
                var models = await store.Runs.ModelsAsync(cancellationToken);
                var figure = SuccessCurve.Build(
                    rows,
                    new()
                    {
                        Options = options,
                        Students =
                        [
                            .. models.Select(one => new CurveStudent(one.Name, one.BaseModel, one.TrainingData)),
                        ],
                        People = success,
                        ColourByStudent = parsed.GetValue(colour) == "student",
                    }
                );
                await style.WriteAsync(parsed, figure, cancellationToken);
                foreach (
                    var caution in CurveCautions.Of(
                        rows,
                        options,
                        [.. models.SelectMany(one => one.FilteredBy.Select(grader => (one.Name, grader)))]
                    )
                )
                {
                    await Console.Error.WriteLineAsync($"  {caution}");
                }

                return SkillMixCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task<CalibratedSuccess> PeopleAsync(
        OpenedStore store,
        string queue,
        List<MetricRow> rows,
        MetricOptions options,
        CancellationToken cancellationToken
    )
    {
        var book = new AnnotationBook(store.File, TimeProvider.System);
        var chosen = await book.FindAsync(queue, cancellationToken);
        var all = CalibratedSuccess.Of(await book.MeasuredAsync(chosen.Id, cancellationToken), options.Confidence);
        if (all.WhyNone is { } why)
        {
            throw new ArgumentException(why);
        }

        return all with
        {
            Points =
            [
                .. all.Points.Where(point =>
                    rows.Exists(row => row.Student == point.Student && row.Setting == point.Setting)
                ),
            ],
        };
    }

    private static Metric MetricOf(string name) =>
        MetricDefinition.Published.First(metric => MetricDefinition.JsonName(metric) == name);

    private static Setting SettingOf(string word) =>
        SettingWords.Read(word)
        ?? throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"--setting is all, train or held-out, not '{word}'.")
        );
}
