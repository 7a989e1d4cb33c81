using System.CommandLine;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>metrics: success of every student, by grader, sample, setting and k.</summary>
public static class MetricsCommand
{
    public static Command Build()
    {
        var flags = new MeasureFlags();
        var metrics = CommonOptions.Words(
            "--metrics",
            "The papers' three metrics, or every aggregation.",
            "published",
            "all"
        );
        var people = new Option<string?>("--people")
        {
            Description =
                "Also success as annotators judge it: corrected by the labels of this queue, by name or id. Its graders and rules are those that it "
                + "froze; of the other options only --student applies to it.",
        };
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("metrics", "Measure success.") { metrics, people, db, json };
        flags.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadOnly);
                var options = flags.OptionsOf(parsed);
                var (all, points) = await flags.PointsOfAsync(parsed, store, cancellationToken);
                var wanted = parsed.GetValue(metrics) == "all" ? MetricDefinition.All : MetricDefinition.Published;
                var rows = InOrder(SkillMixMetrics.Compute(points, options, wanted));
                var (success, cautions) = parsed.GetValue(people) is { } queue
                    ? await PeopleAsync(
                        store,
                        queue,
                        flags.StudentsOf(parsed),
                        rows,
                        options,
                        points,
                        cancellationToken
                    )
                    : (null, []);
                foreach (var caution in CurveCautions.OfIntervals(rows))
                {
                    await Console.Error.WriteLineAsync(caution);
                }

                if (parsed.GetValue(json))
                {
                    var measured = rows.Select(MetricJson.Of);
                    CommonOptions.WriteJson(
                        success is null
                            ? new { rows = measured }
                            : new { rows = measured, people = CalibratedReport.Document(success, cautions) }
                    );
                    return SkillMixCommandLine.Done;
                }

                Print(rows, options, isEmpty: all.Series.Count == 0);
                if (success is not null)
                {
                    CalibratedReport.Print(success, cautions);
                }

                return SkillMixCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task<(CalibratedSuccess Success, IReadOnlyList<string> Cautions)> PeopleAsync(
        OpenedStore store,
        string queue,
        string[] students,
        IReadOnlyList<MetricRow> rows,
        MetricOptions options,
        PointTable points,
        CancellationToken cancellationToken
    )
    {
        var book = new AnnotationBook(store.File, TimeProvider.System);
        var chosen = await book.FindAsync(queue, cancellationToken);
        var all = CalibratedSuccess.Of(await book.MeasuredAsync(chosen.Id, cancellationToken), options.Confidence);
        var success = all with
        {
            Points = [.. all.Points.Where(point => students.Length == 0 || students.Contains(point.Student))],
        };
        return (
            success,
            CalibratedCautions.Of(
                success,
                [.. rows.Where(row => row.Metric == Metric.FullMarks)],
                options,
                [.. points.Series.Select(series => series.Grader).Distinct()]
            )
        );
    }

    /// <summary>An order of their own, so that the same runs print the same whatever came into the store first.</summary>
    private static IReadOnlyList<MetricRow> InOrder(IReadOnlyList<MetricRow> rows) =>
        [
            .. rows.OrderBy(row => row.Student, StringComparer.Ordinal)
                .ThenBy(row => row.Grader, StringComparer.Ordinal)
                .ThenBy(row => row.Setting)
                .ThenBy(row => row.K)
                .ThenBy(row => row.Sample, StringComparer.Ordinal)
                .ThenBy(row => row.Prompts, StringComparer.Ordinal)
                .ThenBy(row => row.Metric),
        ];

    private static void Print(IReadOnlyList<MetricRow> rows, MetricOptions options, bool isEmpty)
    {
        if (rows.Count == 0)
        {
            Console.WriteLine(
                isEmpty
                    ? "There is no grading to measure. 'skillmix import <folder>' takes runs in."
                    : "No grading fits --student, --grader and --sample together."
            );
            return;
        }

        // The mean is over whatever generations a tuple has; only the best is the best of r.
        var perTuple = options.Generations == GenerationRule.Mean ? "per tuple" : "best of";
        Console.WriteLine(
            $"{"student", -24} {"grader", -24} {"setting", -9} {"k", 2} {"metric", -15} {"value", 14} {"95 % interval", 16} {"n", 4} {perTuple, 9} {"unscored", 8} {"left out", 8} {"dropped", 7}"
        );
        foreach (var row in rows)
        {
            var estimate = row.Estimate;
            var interval = estimate.Low is null
                ? "–"
                : FormattableString.Invariant($"{estimate.Low:F3} … {estimate.High:F3}");
            Console.WriteLine(
                $"{row.Student, -24} {row.Grader, -24} {SettingWords.Of(row.Setting), -9} {row.K, 2} {MetricDefinition.JsonName(row.Metric), -15} {estimate, 14} {interval, 16} {estimate.N, 4} {estimate.GenerationsPerTuple, 9} {estimate.Unscored, 8} {estimate.LeftOut, 8} {estimate.Dropped, 7}{(row.IsSimulated ? "  simulated" : "")}"
            );
        }

        Console.WriteLine(
            "n, unscored, left out and dropped count tuples: decided, undecided, with too few graded generations, with a skill of --leave-out."
        );
        Console.WriteLine($"Intervals are {MetricWords.Claim(options.Intervals)}.");
    }
}
