using System.Globalization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>One number of the table, with what it rests on and whether a test supports setting it in bold.</summary>
/// <param name="Value">Null where nothing is decided.</param>
/// <param name="Adjusted">Holm-adjusted p of the exact paired test against the base model, over all tuned models, k and settings of the table; null where there is none.</param>
/// <param name="IsBold">Better than the base model with an adjusted p below .05.</param>
public sealed record PaperNumber(
    double? Value,
    double? StandardError,
    int N,
    int Unscored,
    double? Adjusted,
    bool IsBold
);

/// <summary>One cell: both metrics at one setting and k.</summary>
public sealed record PaperCell(Setting Setting, int K, PaperNumber FullMarks, PaperNumber SkillFraction);

/// <summary>One student.</summary>
/// <param name="Model">The base model whose block it stands in.</param>
/// <param name="Student">Its own name.</param>
/// <param name="Training">What it was tuned on, for instance "D(1,2)"; "–" for the base model itself.</param>
public sealed record PaperRow(string Model, string Student, string Training, IReadOnlyList<PaperCell> Cells);

/// <summary>The table of a paper: training set × setting × k with both metrics, as one grader sees it.</summary>
/// <remarks>The layout of Zhao et al. 2024, arXiv:2409.19808: a block per base model, a line per training set.</remarks>
/// <param name="Settings">Settings that occur, in their order.</param>
/// <param name="Ks">The k's that occur.</param>
/// <param name="Rows">Blocks one after the other, each with its base model first.</param>
/// <param name="Caption">What the numbers rest on, in sentences.</param>
/// <param name="IsSimulated">Some of it comes from rehearsal models.</param>
public sealed record PaperTable(
    IReadOnlyList<Setting> Settings,
    IReadOnlyList<int> Ks,
    IReadOnlyList<PaperRow> Rows,
    string Caption,
    bool IsSimulated
)
{
    private const double Level = 0.05;

    /// <summary>Measures the table.</summary>
    /// <param name="points">The gradings, of one grader or of a panel under the options.</param>
    /// <param name="options">How it is measured.</param>
    /// <param name="students">What is known of the students; those that are in the points are shown.</param>
    /// <param name="date">Of the caption.</param>
    /// <exception cref="ArgumentException">Nothing is graded, or the rows are of several graders, or several samples stand at one cell.</exception>
    public static PaperTable Of(
        PointTable points,
        MetricOptions options,
        IReadOnlyList<CurveStudent> students,
        DateOnly date
    )
    {
        var rows = SkillMixMetrics.Compute(points, options, [Metric.FullMarks, Metric.SkillFraction]);
        if (rows.Count == 0)
        {
            throw new ArgumentException("Nothing that was asked for is graded, so there is no table to make.");
        }

        RequireOneGrader(rows);
        var known = students.ToDictionary(student => student.Name);
        var tests = TestsOf(points, options, students);
        var settings = rows.Select(row => row.Setting).Distinct().Order().ToList();
        var ks = rows.Select(row => row.K).Distinct().Order().ToList();
        var byCell = rows.ToLookup(row => (row.Student, row.Setting, row.K, row.Metric));
        return new(
            settings,
            ks,
            [
                .. rows.Select(row => row.Student)
                    .Distinct()
                    .Select(name => known.GetValueOrDefault(name) ?? new CurveStudent(name))
                    .OrderBy(student => student.BaseModel ?? student.Name, StringComparer.Ordinal)
                    .ThenBy(student => student.BaseModel is not null)
                    .ThenBy(student => student.TrainingData, StringComparer.Ordinal)
                    .ThenBy(student => student.Name, StringComparer.Ordinal)
                    .Select(student => new PaperRow(
                        student.BaseModel ?? student.Name,
                        student.Name,
                        student.BaseModel is null ? "–" : student.TrainingData ?? student.Name,
                        [
                            .. from setting in settings
                            from k in ks
                            select new PaperCell(
                                setting,
                                k,
                                NumberOf(student.Name, setting, k, Metric.FullMarks),
                                NumberOf(student.Name, setting, k, Metric.SkillFraction)
                            ),
                        ]
                    )),
            ],
            CaptionOf(rows, options, date),
            rows.Any(row => row.IsSimulated)
        );

        PaperNumber NumberOf(string student, Setting setting, int k, Metric metric)
        {
            var found = byCell[(student, setting, k, metric)].ToList();
            if (found.Count > 1)
            {
                throw new ArgumentException(
                    $"{student} has {found.Count} samples or protocols at k = {k}, {SettingWords.Of(setting)}, and a cell holds one number: choose a sample, or pool them."
                );
            }

            if (found is not [{ Estimate: var estimate }])
            {
                return new(null, null, 0, 0, null, false);
            }

            var test = tests.GetValueOrDefault((student, setting, k, metric));
            return new(
                estimate.Value,
                estimate.StandardError,
                estimate.N,
                estimate.Unscored,
                test?.Adjusted,
                test is { Adjusted: < Level, IsBetter: true }
            );
        }
    }

    private static Dictionary<(string Student, Setting Setting, int K, Metric Metric), PairedResult> TestsOf(
        PointTable points,
        MetricOptions options,
        IReadOnlyList<CurveStudent> students
    )
    {
        var results = new Dictionary<(string, Setting, int, Metric), PairedResult>();
        foreach (var metric in new[] { Metric.FullMarks, Metric.SkillFraction })
        {
            var pairs = PairedTable
                .BaseAgainstTuned(points, options, metric, students)
                .Where(row => row.Comparison is { Pairs: > 0 })
                .DistinctBy(row => (row.After, row.Setting, row.K))
                .ToList();
            var adjusted = Holm.Adjust([.. pairs.Select(row => row.Comparison!.PValue)]);
            foreach (var (row, p) in pairs.Zip(adjusted))
            {
                results[(row.After, row.Setting, row.K, metric)] = new(p, row.Comparison!.MeanDifference > 0);
            }
        }

        return results;
    }

    private static void RequireOneGrader(IReadOnlyList<MetricRow> rows)
    {
        var graders = rows.Select(row => row.Grader).Distinct().ToList();
        if (graders.Count > 1)
        {
            throw new ArgumentException(
                $"The table is as one grader sees it, and there are {string.Join(", ", graders)}: choose one with --grader, or make one verdict of them with --panel majority."
            );
        }
    }

    private static string CaptionOf(IReadOnlyList<MetricRow> rows, MetricOptions options, DateOnly date) =>
        string.Join(
            " ",
            (string[])
                [
                    .. rows.Any(row => row.IsSimulated)
                        ? (string[])["Simulated data: rehearsal models, no measurement."]
                        : [],
                    "Ratio of full marks / skill fraction.",
                    FigureCaption.Basis(rows, options, "cell"),
                    FigureCaption.Rules(rows, options),
                    "Bold: better than the base model on the same tuples, exact paired test, Holm-adjusted over all tuned models, k and settings, p < .05.",
                    string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}."),
                ]
        );

    private sealed record PairedResult(double Adjusted, bool IsBetter);
}
