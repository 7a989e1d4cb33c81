using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures.Kinds;

/// <summary>What tuning changed, tuple by tuple: the mean difference per k with its interval, filled where the exact test, adjusted after Holm, says so.</summary>
/// <remarks>The family of Holm's adjustment is everything that the figure shows: students, k and settings.</remarks>
internal static class PairedKind
{
    private const double Level = 0.05;

    public static Sketch Draw(FigureMaterial material)
    {
        var all = PairedTable.BaseAgainstTuned(
            material.Points,
            material.Options,
            material.Spec.Metric,
            [.. material.Input.Students.Where(student => material.Choices.Students.Contains(student.Name))]
        );
        var rows = all.Where(row => row.Comparison is { Pairs: > 0 })
            .OrderBy(row => material.Choices.PlaceOf(row.After))
            .ThenBy(row => row.Setting)
            .ThenBy(row => row.K)
            .ToList();
        if (rows.Count == 0)
        {
            _ = material.Rows(); // where nothing at all has enough generations, that is what to say
            throw new ArgumentException(
                all.Count == 0
                    ? "No shown student has its base model beside it on the same tuples: choose a tuned model and its base, and say on the Models page what it was tuned from."
                    : $"The tuples of base and tuned cannot be compared: {all[0].Note ?? "no tuple is decided on both sides"}."
            );
        }

        var adjusted = Holm.Adjust([.. rows.Select(row => row.Comparison!.PValue)]);
        var lines = Lines([.. rows.Zip(adjusted)]);
        var title = MetricWords.Title(material.Spec.Metric);
        return new(
            new(
                $"{title}: tuned minus base, on the same tuples",
                SuccessCurve.KAxis([.. rows.Select(row => row.K).Distinct()]),
                new($"Difference in {char.ToLowerInvariant(title[0])}{title[1..]}"),
                [
                    .. lines.Select(
                        (line, i) =>
                            new Trace(
                                NameOf(line, lines, material),
                                TraceKind.Line,
                                i,
                                i,
                                IsDashed: false,
                                IsFaint: false,
                                SuccessCurve.OffsetOf(i, lines.Count),
                                SuccessCurve.WithGaps(
                                    line.Select(one => (one.Row.K, PointOf(one.Row, one.P, material)))
                                )
                            )
                    ),
                ],
                IsSimulated(material, rows)
            )
            {
                Guides = [GuideLine.Level(0, "")],
            },
            [
                FormattableString.Invariant(
                    $"Filled: p < .05, exact test on the discordant tuples, adjusted after Holm over the {rows.Count} comparisons of this figure; open: not."
                ),
                "Whiskers are for each difference by itself, not adjusted for the comparisons; the marks are.",
                .. material.Options.PoolSamples
                    ? (string[])["Samples are not pooled here: a pair is the same tuple on both sides."]
                    : [],
                .. all.Where(row => row.Comparison is null && row.Note is not null)
                    .Select(row => FormattableString.Invariant($"{row.After} at k = {row.K} is left out: {row.Note}."))
                    .Distinct(),
            ]
        );
    }

    /// <summary>A line has one point at each k: another sample of a k begins another line, as for success.</summary>
    private static List<List<(PairedRow Row, double P)>> Lines(IReadOnlyList<(PairedRow Row, double P)> sorted)
    {
        var lines = new List<List<(PairedRow Row, double P)>>();
        foreach (var one in sorted.OrderBy(one => one.Row.K).ThenBy(one => one.Row.Sample, StringComparer.Ordinal))
        {
            var line = lines.Find(line => KeyOf(line[0].Row) == KeyOf(one.Row) && line[^1].Row.K != one.Row.K);
            if (line is null)
            {
                lines.Add(line = []);
            }

            line.Add(one);
        }

        var order = sorted.Select(one => KeyOf(one.Row)).Distinct().ToList();
        return [.. lines.OrderBy(line => order.IndexOf(KeyOf(line[0].Row)))];
    }

    private static (string After, string Before, Setting Setting, string Grader) KeyOf(PairedRow row) =>
        (row.After, row.Before, row.Setting, row.Grader);

    private static string NameOf(
        List<(PairedRow Row, double P)> line,
        List<List<(PairedRow Row, double P)>> lines,
        FigureMaterial material
    )
    {
        var first = line[0].Row;
        var twins = lines.FindAll(other => KeyOf(other[0].Row) == KeyOf(first));
        var sameSample = twins.FindAll(other => other[0].Row.Sample == first.Sample);
        return string.Join(
            " · ",
            (string[])
                [
                    material.Name(first.After, first.Setting, first.Grader),
                    .. lines.Exists(other =>
                        other[0].Row is var row && row.After == first.After && row.Before != first.Before
                    )
                        ? (string[])[$"from {first.Before}"]
                        : [],
                    .. twins.Count > 1 ? (string[])[$"sample {first.Sample}"] : [],
                    .. sameSample.Count > 1
                        ? (string[])[FormattableString.Invariant($"prompts {sameSample.IndexOf(line) + 1}")]
                        : [],
                ]
        );
    }

    private static bool IsSimulated(FigureMaterial material, List<PairedRow> rows) =>
        material.Points.Series.Any(series =>
            series.IsSimulated && rows.Exists(row => row.Before == series.Student || row.After == series.Student)
        );

    private static FigurePoint PointOf(PairedRow row, double adjusted, FigureMaterial material)
    {
        var comparison = row.Comparison!;
        return new(
            row.K,
            comparison.MeanDifference,
            comparison.Low,
            comparison.High,
            null,
            null,
            [
                FormattableString.Invariant(
                    $"{row.After} against {row.Before}, {SettingWords.Of(row.Setting)}, k = {row.K}"
                ),
                FormattableString.Invariant(
                    $"difference {comparison.MeanDifference:+0.000;−0.000;0.000} on {comparison.Pairs} tuples"
                ),
                FormattableString.Invariant(
                    $"better on {comparison.Better}, worse on {comparison.Worse}; exact p {Words(comparison.PValue)}, after Holm {Words(adjusted)}"
                ),
                FormattableString.Invariant(
                    $"undecided: {comparison.Undecided}; on one side only: {comparison.Unpaired}"
                ),
                $"graded by {row.Grader}",
                .. row.Note is { } note ? (string[])[note] : [],
            ],
            material.KeyOf(new PointSource(row.After, material.GraderOf(row.Grader), row.Setting, row.K, row.Sample))
        )
        {
            IsOpen = adjusted >= Level,
            Basis = new(
                FormattableString.Invariant(
                    $"{row.After} minus {row.Before}, {SettingWords.Of(row.Setting)}, k = {row.K}"
                ),
                comparison.Pairs,
                comparison.Undecided,
                comparison.StandardError,
                comparison.IntervalMethod,
                "",
                [.. material.RunsOf(row.After, row.Sample).Union(material.RunsOf(row.Before, row.Sample)).Order()],
                material.IsSimulated(row.After) || material.IsSimulated(row.Before)
            )
            {
                Grader = row.Grader,
                Skills = comparison.Skills,
                Note = FormattableString.Invariant(
                    $"better on {comparison.Better}, worse on {comparison.Worse}; exact p {Words(comparison.PValue)}, after Holm {Words(adjusted)}"
                ),
            },
        };
    }

    private static string Words(double p) => p < 0.001 ? "< .001" : FormattableString.Invariant($"{p:.000}");
}
