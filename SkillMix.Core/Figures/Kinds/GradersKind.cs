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
        if (
            material.Options.Panel != PanelRule.Each
            || material.Choices.Graders is not [var first, var second]
            || first == second
        )
        {
            material.RequireGradings();
            throw new ArgumentException(
                $"This figure holds two graders against each other: choose two, each by itself; {(material.Options.Panel == PanelRule.Each ? $"there are {material.Choices.Graders.Distinct().Count()}" : "a panel is one")}."
            );
        }

        var pairs = Pairs(material, first, second);
        if (pairs.Count == 0)
        {
            material.RequireGradings();
            throw new ArgumentException($"{first} and {second} have decided no tuples in common.");
        }

        return material.Spec.Against == GraderForm.Scatter
            ? Scatter(material, pairs, first, second)
            : Difference(material, pairs, first, second);
    }

    private static Sketch Scatter(FigureMaterial material, List<Pair> pairs, string first, string second)
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
                    (a, b, words) =>
                        new(
                            a.Estimate.Value!.Value,
                            b.Estimate.Value,
                            b.Estimate.Low,
                            b.Estimate.High,
                            null,
                            null,
                            words,
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
                Common(pairs),
            ]
        )
        {
            Rows = [.. pairs.SelectMany(pair => (MetricRow[])[pair.A, pair.B])],
        };
    }

    private static Sketch Difference(FigureMaterial material, List<Pair> pairs, string first, string second)
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
                    (a, b, words) =>
                        new(
                            (a.Estimate.Value!.Value + b.Estimate.Value!.Value) / 2,
                            b.Estimate.Value - a.Estimate.Value,
                            null,
                            null,
                            null,
                            null,
                            words,
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
                Common(pairs),
            ]
        )
        {
            Rows = [.. pairs.SelectMany(pair => (MetricRow[])[pair.A, pair.B])],
        };
    }

    private static IReadOnlyList<Trace> Traces(
        FigureMaterial material,
        List<Pair> pairs,
        Func<MetricRow, MetricRow, IReadOnlyList<string>, FigurePoint> pointOf
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
                                    pointOf(pair.A, pair.B, Words(pair)) with
                                    {
                                        Name = NameOf(pair, pairs),
                                        Basis = PointWords.BasisOf(pair.B, material.Input.Runs) with
                                        {
                                            Grader = "",
                                            Unscored = pair.Open,
                                            IsSimulated = pair.A.IsSimulated || pair.B.IsSimulated,
                                        },
                                    }
                                ),
                            ]
                        )
                ),
        ];

    /// <summary>"k = 2", with the sample where there are several.</summary>
    private static string NameOf(Pair pair, List<Pair> pairs) =>
        FormattableString.Invariant($"k = {pair.A.K}")
        + (
            pairs.Exists(other =>
                (other.A.Student, other.A.Setting, other.A.K) == (pair.A.Student, pair.A.Setting, pair.A.K)
                && other.A.Sample != pair.A.Sample
            )
                ? $", sample {pair.A.Sample}"
                : ""
        );

    private static IReadOnlyList<string> Words(Pair pair) =>
        [
            FormattableString.Invariant($"{pair.A.Student}, {SettingWords.Of(pair.A.Setting)}, k = {pair.A.K}"),
            $"{pair.A.Grader}: {pair.A.Estimate}",
            $"{pair.B.Grader}: {pair.B.Estimate}",
            FormattableString.Invariant(
                $"n = {pair.A.Estimate.N} tuples that both decide; of those that both graded, {pair.Open} are not"
            ),
            .. pair.A.IsSimulated || pair.B.IsSimulated ? (string[])["simulated"] : [],
        ];

    /// <summary>What has to be said of the tuples; each pair is measured on those that both graders decide.</summary>
    private static string Common(List<Pair> pairs)
    {
        var open = pairs.Sum(pair => pair.Open);
        var alone = pairs.Sum(pair => pair.Alone);
        return FormattableString.Invariant(
            $"Both are measured on the tuples that both decide{(open + alone > 0 ? FormattableString.Invariant($"; left out: {open} that one of them leaves open, {alone} that one alone has graded") : "")}."
        );
    }

    private static List<Pair> Pairs(FigureMaterial material, string first, string second)
    {
        var points = material.Points;
        var rows = points.Rows.ToLookup(row => row.Series);
        var sides = points
            .Series.Index()
            .GroupBy(one =>
                (one.Item.Grader, Texts: TextsOf(one.Item, material), Prompts: PromptsOf(one.Item, material))
            )
            .ToList();
        return
        [
            .. from a in sides
            where a.Key.Grader == first
            from b in sides
            where b.Key.Grader == second && b.Key.Texts == a.Key.Texts
            let pair = Measured([.. a, .. b], rows, material, first, second)
            where pair is not null
            orderby material.Choices.PlaceOf(pair.A.Student), pair.A.Setting, pair.A.K
            select pair,
        ];
    }

    /// <summary>Two graders on the tuples that both decide; null where there are none.</summary>
    private static Pair? Measured(
        IReadOnlyList<(int Index, PointSeries Item)> series,
        ILookup<int, PointRow> rows,
        FigureMaterial material,
        string first,
        string second
    )
    {
        var table = new PointTable(
            [.. series.Select(one => one.Item)],
            [.. series.Index().SelectMany(one => rows[one.Item.Index].Select(row => row with { Series = one.Index }))]
        );

        // Scores of each sample by itself, so that a tuple has one of each grader.
        var scores = SkillMixMetrics
            .PerTuple(table, material.Options with { PoolSamples = false }, material.Spec.Metric)
            .ToLookup(score => score.Grader);
        var generations = table
            .Series.GroupBy(one => (one.Grader, one.Sample, one.Prompts))
            .ToDictionary(group => group.Key, group => group.First().GenerationPrompts ?? group.Key.Prompts);
        var (a, b) = (All(first), All(second));
        var both = Decided(first);
        both.IntersectWith(Decided(second));
        var kept = table
            .Rows.Where(row =>
                table.Series[row.Series] is var one
                && both.Contains(TupleOf(one.Grader, one.Sample, one.Prompts, row.Tuple))
            )
            .ToList();
        var measured = SkillMixMetrics.Compute(new(table.Series, kept), material.Options, [material.Spec.Metric]);
        var common = a.Intersect(b).Count();
        return
            measured.FirstOrDefault(row => row.Grader == first && row.Estimate.Value is not null) is { } left
            && measured.FirstOrDefault(row => row.Grader == second && row.Estimate.Value is not null) is { } right
            ? new(left, right, common - both.Count, a.Count + b.Count - (2 * common))
            : null;

        HashSet<(string, string, int)> All(string grader) =>
            [.. scores[grader].Select(score => TupleOf(grader, score.Sample, score.Prompts, score.Tuple))];

        HashSet<(string, string, int)> Decided(string grader) =>
            [
                .. scores[grader]
                    .Where(score => score.Score is not null)
                    .Select(score => TupleOf(grader, score.Sample, score.Prompts, score.Tuple)),
            ];

        (string, string, int) TupleOf(string grader, string sample, string prompts, int tuple) =>
            (sample, generations[(grader, sample, prompts)], tuple);
    }

    /// <summary>What two graders must have in common to have judged the same texts, as for a panel.</summary>
    private static (string Student, Setting Setting, int K, bool IsSimulated, string Sample, string Prompts) TextsOf(
        PointSeries series,
        FigureMaterial material
    ) =>
        material.Options.PoolSamples
            ? (series.Student, series.Setting, series.K, series.IsSimulated, "", "")
            : (
                series.Student,
                series.Setting,
                series.K,
                series.IsSimulated,
                series.Sample,
                series.GenerationPrompts ?? series.Prompts
            );

    private static string PromptsOf(PointSeries series, FigureMaterial material) =>
        material.Options.PoolSamples ? "" : series.Prompts;

    /// <summary>Two graders on the same tuples.</summary>
    /// <param name="Open">Tuples that both graded and at least one leaves open.</param>
    /// <param name="Alone">Tuples that one of them alone graded.</param>
    private sealed record Pair(MetricRow A, MetricRow B, int Open, int Alone);
}
