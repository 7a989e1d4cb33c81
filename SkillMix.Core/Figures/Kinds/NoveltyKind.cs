using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures.Kinds;

/// <summary>At least which share of successes cannot come from combinations that stood in a training corpus, against k; see <see cref="NovelShare"/>.</summary>
/// <remarks>With a queue the rates are those that people's labels correct. Whiskers are the share at both ends of the rate's interval.</remarks>
internal static class NoveltyKind
{
    public static Sketch Draw(FigureMaterial material)
    {
        var spec = material.Spec;
        var lines = material.Input.Pool is { } pool ? Corrected(pool, material) : AsGraded(material);
        var ks = lines.SelectMany(line => line.Points).Select(point => (int)point.X).Distinct().Order().ToList();
        return new(
            new(
                "Share of full marks that is novel at least, against k",
                SuccessCurve.KAxis(ks),
                new("Novel share of full marks, at least", 0, 1),
                [
                    .. lines.Select(
                        (line, i) =>
                            new Trace(
                                line.Name,
                                TraceKind.Line,
                                i,
                                i,
                                IsDashed: material.IsBaseOfShown(line.Student),
                                IsFaint: false,
                                SuccessCurve.OffsetOf(i, lines.Count),
                                line.Points
                            )
                    ),
                ],
                lines.Exists(line => line.IsSimulated)
            ),
            [
                FormattableString.Invariant(
                    $"A corpus of L = {spec.Corpus:0.##E+0}, topics at {spec.TopicRate:0.##E+0} and skills at {spec.SkillRate:0.###} hold at most {string.Join(", ", ks.Select(k => FormattableString.Invariant($"{100 * BoundOf(spec, k):0.##} % of the tuples at k = {k}")))}: numbers to set, as those of the papers are not public."
                ),
                "Read the lower end: the share at a rate that luck made large is large as well. Where it is 0, nothing is shown to be novel.",
                .. material.Input.Pool is null
                    ? (string[])
                        [
                            "The rates are the graders', not corrected by people: a lenient grader makes the share too large.",
                        ]
                    : [],
            ]
        );
    }

    private static double BoundOf(FigureSpec spec, int k) =>
        NovelShare.BoundOf(spec.Corpus, spec.TopicRate, spec.SkillRate, k);

    private static List<(string Name, string Student, bool IsSimulated, IReadOnlyList<FigurePoint> Points)> AsGraded(
        FigureMaterial material
    ) =>
        [
            .. material
                .Rows()
                .GroupBy(row => (row.Student, row.Setting, row.Grader))
                .Select(group =>
                    (
                        material.Name(group.Key.Student, group.Key.Setting, group.Key.Grader),
                        group.Key.Student,
                        group.Any(row => row.IsSimulated),
                        (IReadOnlyList<FigurePoint>)
                            [
                                .. group
                                    .OrderBy(row => row.K)
                                    .Select(row =>
                                        PointOf(
                                            material.Spec,
                                            row.K,
                                            (row.Estimate.Value, row.Estimate.Low, row.Estimate.High),
                                            PointWords.BasisOf(row, material.Input.Runs),
                                            material.KeyOf(row)
                                        )
                                    ),
                            ]
                    )
                ),
        ];

    private static List<(string Name, string Student, bool IsSimulated, IReadOnlyList<FigurePoint> Points)> Corrected(
        LabelledPool pool,
        FigureMaterial material
    )
    {
        material.RequireGradings();
        var success = material.SuccessOf(pool);

        return
        [
            .. success
                .Points.Where(point => point.Interval is not null && material.Choices.Students.Contains(point.Student))
                .GroupBy(point => (point.Student, point.Setting, point.IsSimulated))
                .Select(group =>
                    (
                        $"{group.Key.Student} · {SettingWords.Of(group.Key.Setting)}, {CalibratedWords.Title}",
                        group.Key.Student,
                        group.Key.IsSimulated,
                        (IReadOnlyList<FigurePoint>)
                            [
                                .. group
                                    .OrderBy(point => point.K)
                                    .Select(point =>
                                        PointOf(
                                            material.Spec,
                                            point.K,
                                            (
                                                point.Calibrated!.Shown,
                                                point.Interval!.Value.Low,
                                                point.Interval.Value.High
                                            ),
                                            CalibratedWords.BasisOf(point, success),
                                            material.KeyOf(new PointSource(point.Student, null, point.Setting, point.K))
                                        )
                                    ),
                            ]
                    )
                ),
        ];
    }

    private static FigurePoint PointOf(
        FigureSpec spec,
        int k,
        (double? Value, double? Low, double? High) rate,
        PointBasis basis,
        string? key
    )
    {
        var bound = BoundOf(spec, k);
        var share = NovelShare.Of(bound, rate.Value, rate.Low);
        var best = NovelShare.Of(bound, rate.High, null).Point;
        return new(
            k,
            share.Point ?? 0,
            share.Lower ?? 0,
            best ?? 0,
            null,
            null,
            [
                basis.Of,
                FormattableString.Invariant($"full marks {rate.Value:0.000}, {rate.Low:0.000} to {rate.High:0.000}"),
                FormattableString.Invariant($"at most {bound:0.####} of the tuples can have stood in the corpus"),
                FormattableString.Invariant(
                    $"novel at least: {share.Point ?? 0:0.000}, at the lower end {share.Lower ?? 0:0.000}"
                ),
                .. basis.IsSimulated ? (string[])["simulated"] : [],
            ],
            key
        )
        {
            Basis = basis with
            {
                StandardError = null,
                Note = FormattableString.Invariant(
                    $"full marks {rate.Value:0.000} ({rate.Low:0.000} to {rate.High:0.000}); bound {bound:0.#####}"
                ),
            },
        };
    }
}
