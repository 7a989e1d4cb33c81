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
            Overlay = spec.ShowsPublished ? material.Input.Published : [],
            People = people,
            ColourByStudent = spec.ColourByStudent,
            ShowsUnscored = spec.ShowsUnscored,
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
        };
    }

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

        var success = CalibratedSuccess.Of(pool, material.Options.Confidence);
        if (success.WhyNone is { } why)
        {
            throw new ArgumentException(why);
        }

        var points = success
            .Points.Where(point => rows.Any(row => row.Student == point.Student && row.Setting == point.Setting))
            .OrderBy(point => material.Choices.PlaceOf(point.Student))
            .ToList();
        return points.Count > 0
            ? success with
            {
                Points = points,
            }
            : throw new ArgumentException(
                $"The queue '{success.Spec.Name}' holds nothing of these students and settings."
            );
    }
}
