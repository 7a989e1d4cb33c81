using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures.Kinds;

/// <summary>Success against k, see <see cref="SuccessCurve"/>.</summary>
internal static class CurveKind
{
    public static Sketch Draw(FigureMaterial material)
    {
        var (spec, choices) = (material.Spec, material.Choices);
        var rows = material.Rows();
        var people = material.Input.Pool is { } pool ? Corrected(pool, material, rows) : null;
        var look = new CurveLook
        {
            Options = choices.Options,
            Students = material.Input.Students,
            Overlay = spec.ShowsPublished
                ? [.. material.Input.Published.Where(point => material.IsChosen(point.K))]
                : [],
            People = people,
            ColourByStudent = spec.ColourByStudent,
            ShowsUnscored = spec.ShowsUnscored,
            Baseline = spec.ShowsBaseline ? Baseline(material) : [],
            Runs = material.Input.Runs,
        };
        return new(
            SuccessCurve.Build(
                rows,
                look,
                material.KeyOf,
                point => material.KeyOf(new PointSource(point.Student, null, point.Setting, point.K))
            ),
            [
                .. CurveCautions.Of(rows, choices.Options, material.Input.Filters),
                .. people is null ? [] : CalibratedCautions.Of(people, rows, choices.Options, choices.Graders),
                .. look.Baseline.Count > 0
                    ? (string[])
                        [
                            "“if independent”: the full marks to expect if every criterion were met or missed by itself, from the shares of the same texts; held against the ratio of full marks only.",
                        ]
                    : [],
                .. look.Overlay.Count > 0
                    ? (string[])
                        [
                            "Published points are drawn behind: their prompts and rules are not known, so they are no comparison.",
                        ]
                    : [],
            ]
        )
        {
            Rows = rows,
            Says = LintTopics.All,
        };
    }

    private static IReadOnlyList<OverlayPoint> Baseline(FigureMaterial material) =>
        material.Spec.Metric == Metric.FullMarks
            ?
            [
                .. IndependenceBaseline
                    .Of(material.Points, material.Options)
                    .Where(row => row.Value is not null && material.IsChosen(row.K))
                    .OrderBy(row => material.Choices.PlaceOf(row.Student))
                    .Select(row => new OverlayPoint(
                        $"{material.Name(row.Student, row.Setting, row.Grader)}, if independent",
                        row.K,
                        row.Value!.Value,
                        [
                            FormattableString.Invariant(
                                $"{row.Student}, {SettingWords.Of(row.Setting)}, k = {row.K}: {row.Value:0.000} if criteria were independent"
                            ),
                            FormattableString.Invariant($"measured {row.Measured:0.000} on the same tuples"),
                            FormattableString.Invariant(
                                $"over {row.Tuples} tuples, {MetricWords.Generations(material.Options.Generations, row.GenerationsPerTuple)}"
                            ),
                        ]
                    )),
            ]
            : throw new ArgumentException(
                $"What would come out if criteria were independent is known for the ratio of full marks, and not for “{MetricWords.Title(material.Spec.Metric)}”."
            );

    private static CalibratedSuccess Corrected(
        LabelledPool pool,
        FigureMaterial material,
        IReadOnlyList<MetricRow> rows
    )
    {
        if (material.Spec.Metric != Metric.FullMarks)
        {
            throw new ArgumentException(
                $"People's labels correct the ratio of full marks, and not “{MetricWords.Title(material.Spec.Metric)}”."
            );
        }

        var success = material.SuccessOf(pool);

        var points = success
            .Points.Where(point =>
                material.IsChosen(point.K)
                && rows.Any(row => row.Student == point.Student && row.Setting == point.Setting)
            )
            .OrderBy(point => material.Choices.PlaceOf(point.Student))
            .ToList();
        return points.Count > 0
            ? success with
            {
                Points = points,
            }
            : throw new ArgumentException(
                $"The queue '{success.Spec.Name}' holds nothing of these students, settings and k."
            );
    }
}
