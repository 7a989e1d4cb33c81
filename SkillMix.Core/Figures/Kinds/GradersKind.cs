using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures.Kinds;

/// <summary>The same students, settings, k and tuples as two graders see them: one along each axis, or their difference against their mean.</summary>
/// <remarks>Limits of agreement: mean difference ± 1.96 standard deviations of the differences, Bland and Altman 1986.</remarks>
internal static class GradersKind
{
    private const double Wide = 1.959963984540054;

    public static Sketch Draw(FigureMaterial material)
    {
        if (material.Options.Panel != PanelRule.Each || material.Choices.Graders is not [var first, var second])
        {
            throw new ArgumentException(
                $"This figure holds two graders against each other: choose two, each by itself; {(material.Options.Panel == PanelRule.Each ? $"there are {material.Choices.Graders.Count}" : "a panel is one")}."
            );
        }

        var rows = material.Rows();
        var pairs = rows.Where(row => row.Grader == first)
            .Select(a => (A: a, B: rows.FirstOrDefault(b => b.Grader == second && IsAlike(a, b))))
            .Where(pair => pair.A.Estimate.Value is not null && pair.B?.Estimate.Value is not null)
            .Select(pair => (pair.A, B: pair.B!))
            .ToList();
        if (pairs.Count == 0)
        {
            throw new ArgumentException($"{first} and {second} have graded no tuples in common.");
        }

        return material.Spec.Against == GraderForm.Scatter
            ? Scatter(material, pairs, first, second)
            : Difference(material, pairs, first, second);
    }

    private static Sketch Scatter(
        FigureMaterial material,
        List<(MetricRow A, MetricRow B)> pairs,
        string first,
        string second
    )
    {
        var title = MetricWords.Title(material.Spec.Metric);
        var highest = pairs.Max(pair => MetricDefinition.Highest(material.Spec.Metric, pair.A.K));
        return new(
            new(
                $"{title}, grader against grader",
                new($"{title}, {first}", 0, highest),
                new($"{title}, {second}", 0, highest),
                Traces(
                    material,
                    pairs,
                    (a, b) =>
                        new(
                            a.Estimate.Value!.Value,
                            b.Estimate.Value,
                            b.Estimate.Low,
                            b.Estimate.High,
                            null,
                            null,
                            Words(a, b),
                            material.KeyOf(a)
                        )
                        {
                            XLow = a.Estimate.Low,
                            XHigh = a.Estimate.High,
                        }
                ),
                pairs.Exists(pair => pair.A.IsSimulated || pair.B.IsSimulated)
            )
            {
                Guides = [new(0, 0, highest, highest, "")],
                IsSquare = true,
            },
            [
                "On the dotted diagonal both graders say the same. Both judged the same texts, so the two intervals of a point are not independent.",
            ]
        );
    }

    private static Sketch Difference(
        FigureMaterial material,
        List<(MetricRow A, MetricRow B)> pairs,
        string first,
        string second
    )
    {
        var differences = pairs.ConvertAll(pair => pair.B.Estimate.Value!.Value - pair.A.Estimate.Value!.Value);
        var mean = differences.Average();
        var spread =
            differences.Count < 2
                ? (double?)null
                : Wide * Math.Sqrt(differences.Sum(one => (one - mean) * (one - mean)) / (differences.Count - 1));
        var title = MetricWords.Title(material.Spec.Metric);
        return new(
            new(
                $"{title}: {second} minus {first}",
                new($"Mean of both graders, {char.ToLowerInvariant(title[0])}{title[1..]}"),
                new($"{second} minus {first}"),
                Traces(
                    material,
                    pairs,
                    (a, b) =>
                        new(
                            (a.Estimate.Value!.Value + b.Estimate.Value!.Value) / 2,
                            b.Estimate.Value - a.Estimate.Value,
                            null,
                            null,
                            null,
                            null,
                            Words(a, b),
                            material.KeyOf(a)
                        )
                ),
                pairs.Exists(pair => pair.A.IsSimulated || pair.B.IsSimulated)
            )
            {
                Guides =
                [
                    GuideLine.Level(mean, "mean"),
                    .. spread is { } wide
                        ? (GuideLine[])
                            [GuideLine.Level(mean - wide, "−1.96 SD"), GuideLine.Level(mean + wide, "+1.96 SD")]
                        : [],
                ],
            },
            [
                FormattableString.Invariant(
                    $"Mean difference {mean:+0.000;−0.000;0.000}{(spread is { } half ? FormattableString.Invariant($", limits of agreement {mean - half:+0.000;−0.000;0.000} to {mean + half:+0.000;−0.000;0.000}") : "")}, over {pairs.Count} points."
                ),
            ]
        );
    }

    private static IReadOnlyList<Trace> Traces(
        FigureMaterial material,
        List<(MetricRow A, MetricRow B)> pairs,
        Func<MetricRow, MetricRow, FigurePoint> pointOf
    ) =>
        [
            .. pairs
                .GroupBy(pair => (pair.A.Student, pair.A.Setting))
                .Select(
                    (group, i) =>
                        new Trace(
                            group.Key.Student
                                + (
                                    material.Choices.Settings.Count > 1
                                        ? $" · {SettingWords.Of(group.Key.Setting)}"
                                        : ""
                                ),
                            TraceKind.Points,
                            i,
                            i,
                            IsDashed: false,
                            IsFaint: false,
                            Offset: 0,
                            [
                                .. group.Select(pair =>
                                    pointOf(pair.A, pair.B) with
                                    {
                                        Basis = PointWords.BasisOf(pair.B, material.Input.Runs) with { Grader = "" },
                                    }
                                ),
                            ]
                        )
                ),
        ];

    private static IReadOnlyList<string> Words(MetricRow a, MetricRow b) =>
        [
            FormattableString.Invariant($"{a.Student}, {SettingWords.Of(a.Setting)}, k = {a.K}"),
            $"{a.Grader}: {a.Estimate}",
            $"{b.Grader}: {b.Estimate}",
            FormattableString.Invariant($"n = {a.Estimate.N} and {b.Estimate.N} tuples"),
            .. a.IsSimulated || b.IsSimulated ? (string[])["simulated"] : [],
        ];

    private static bool IsAlike(MetricRow a, MetricRow b) =>
        (a.Student, a.Setting, a.K, a.Sample) == (b.Student, b.Setting, b.K, b.Sample);
}
