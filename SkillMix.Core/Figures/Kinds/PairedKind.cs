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
            throw new ArgumentException(
                all.Count == 0
                    ? "No shown student has its base model beside it on the same tuples: choose a tuned model and its base, and say on the Models page what it was tuned from."
                    : $"The tuples of base and tuned cannot be compared: {all[0].Note ?? "no tuple is decided on both sides"}."
            );
        }

        var adjusted = Holm.Adjust([.. rows.Select(row => row.Comparison!.PValue)]);
        var lines = rows.Zip(adjusted, (row, p) => (Row: row, P: p))
            .GroupBy(one => (one.Row.After, one.Row.Before, one.Row.Setting, one.Row.Grader, one.Row.Sample))
            .GroupBy(group => (group.Key.After, group.Key.Before, group.Key.Setting, group.Key.Grader))
            .ToList();
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
                                material.Name(line.Key.After, line.Key.Setting, line.Key.Grader),
                                TraceKind.Line,
                                i,
                                i,
                                IsDashed: false,
                                IsFaint: false,
                                SuccessCurve.OffsetOf(i, lines.Count),
                                [
                                    .. line.SelectMany(samples => samples)
                                        .OrderBy(one => one.Row.K)
                                        .Select(one => PointOf(one.Row, one.P, material)),
                                ]
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
                .. all.Where(row => row.Comparison is null && row.Note is not null)
                    .Select(row => FormattableString.Invariant($"{row.After} at k = {row.K} is left out: {row.Note}."))
                    .Distinct(),
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
                material.IsSimulated(row.After)
            )
            {
                Grader = row.Grader,
                Note = FormattableString.Invariant(
                    $"better on {comparison.Better}, worse on {comparison.Worse}; exact p {Words(comparison.PValue)}, after Holm {Words(adjusted)}"
                ),
            },
        };
    }

    private static string Words(double p) => p < 0.001 ? "< .001" : FormattableString.Invariant($"{p:.000}");
}
