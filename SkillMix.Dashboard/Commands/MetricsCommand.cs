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
        var generations = Words(
            "--generations",
            "Best of r generations of a tuple, or the mean of its generations.",
            "max",
            "mean"
        );
        var panel = Words(
            "--panel",
            "Each grader by itself, or how several make one verdict.",
            "each",
            "majority",
            "all",
            "any"
        );
        var named = Words(
            "--named-skill",
            "Whether a skill that the text names loses its point.",
            "off",
            "substring",
            "word"
        );
        var length = Words("--length", "Who gives the length point.", "reference", "strict", "graded");
        var unreadable = Words(
            "--unreadable",
            "Keep unreadable points apart, with bounds, or count them as zero.",
            "bounds",
            "zero"
        );
        var leaveOut = new Option<string?>("--leave-out")
        {
            Description = "Drop tuples with these skills: \"skill;skill\".",
        };
        var student = new Option<string[]>("--student") { Description = "Only this student (may be repeated)." };
        var grader = new Option<string[]>("--grader") { Description = "Only this grader (may be repeated)." };
        var sample = new Option<string[]>("--sample")
        {
            Description = "Only this sample, by the first characters of its identity (may be repeated).",
        };
        var pool = new Option<bool>("--pool")
        {
            Description = "Join different samples, seeds and prompts of a student.",
        };
        var turn = new Option<int?>("--turn")
        {
            Description = "0 measures the draft, 1 the revision (default: the last turn).",
        };
        var perTuple = new Option<int?>("--per-tuple")
        {
            Description =
                "r, generations per tuple (default: the most common number). Tuples with fewer are left out; of tuples with more, "
                + "best-of averages over all subsets of r generations, and the mean is over all generations.",
        };
        var metrics = Words("--metrics", "The papers' three metrics, or every aggregation.", "published", "all");
        var people = new Option<string?>("--people")
        {
            Description =
                "Also success as annotators judge it: corrected by the labels of this queue, by name or id. Its graders and rules are those that it "
                + "froze; of the other options only --student applies to it.",
        };
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("metrics", "Measure success.")
        {
            generations,
            panel,
            named,
            length,
            unreadable,
            leaveOut,
            student,
            grader,
            sample,
            pool,
            turn,
            perTuple,
            metrics,
            people,
            db,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadOnly);
                var options = new MetricOptions
                {
                    Generations = parsed.GetValue(generations) == "mean" ? GenerationRule.Mean : GenerationRule.Max,
                    Panel = Enum.Parse<PanelRule>(parsed.GetValue(panel)!, ignoreCase: true),
                    NamedSkill = Enum.Parse<NamedSkillRule>(parsed.GetValue(named)!, ignoreCase: true),
                    Length = parsed.GetValue(length) switch
                    {
                        "strict" => LengthRule.StrictCounter,
                        "graded" => LengthRule.AsGraded,
                        _ => LengthRule.ReferenceCounter,
                    },
                    Unreadable = parsed.GetValue(unreadable) == "zero" ? UnreadableRule.Zero : UnreadableRule.Bounds,
                    LeaveOut = SkillList.Parse(parsed.GetValue(leaveOut)),
                    PoolSamples = parsed.GetValue(pool),
                    Turn = parsed.GetValue(turn),
                    PerTuple = parsed.GetValue(perTuple),
                };
                var students = parsed.GetValue(student) ?? [];
                var graders = parsed.GetValue(grader) ?? [];
                var samples = parsed.GetValue(sample) ?? [];
                var all = await store.Runs.PointsAsync(cancellationToken);
                RequireOneOf("student", students, all.Series.Select(series => series.Student));
                RequireOneOf("grader", graders, all.Series.Select(series => series.Grader));
                RequireOneOf("sample", samples, all.Series.Select(series => series.Sample), mayBeBeginning: true);
                var points = all.Only(students, graders, samples);
                RequireKnown(points, options.LeaveOut);
                var wanted = parsed.GetValue(metrics) == "all" ? MetricDefinition.All : MetricDefinition.Published;
                var rows = InOrder(SkillMixMetrics.Compute(points, options, wanted));
                var (success, cautions) = parsed.GetValue(people) is { } queue
                    ? await PeopleAsync(store, queue, students, rows, options, points, cancellationToken)
                    : (null, []);
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

    private static void RequireOneOf(
        string what,
        IReadOnlyList<string> asked,
        IEnumerable<string> all,
        bool mayBeBeginning = false
    )
    {
        List<string> known = [.. all.Distinct().Order(StringComparer.Ordinal)];
        var unknown = asked.FirstOrDefault(name =>
            mayBeBeginning
                ? !known.Exists(one => one.StartsWith(name, StringComparison.Ordinal))
                : !known.Contains(name)
        );
        if (unknown is not null)
        {
            throw new ArgumentException(
                $"There is no {what} '{unknown}' among the gradings; there {(known.Count == 1 ? "is" : "are")} {(known.Count == 0 ? "none" : string.Join(", ", known))}."
            );
        }
    }

    private static void RequireKnown(PointTable points, IReadOnlyList<string> leaveOut)
    {
        var known = points.Series.SelectMany(series => series.Skills.Values).SelectMany(skills => skills).ToHashSet();
        if (known.Count > 0 && leaveOut.FirstOrDefault(skill => !known.Contains(skill)) is { } unknown)
        {
            throw new ArgumentException(
                $"--leave-out names '{unknown}', which no tuple measured here asks for; names are written as in the catalogue."
            );
        }
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
    }

    private static Option<string> Words(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
