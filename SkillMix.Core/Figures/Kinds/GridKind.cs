using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures.Kinds;

/// <summary>The papers' table as a heat table: students in rows, settings and k in columns.</summary>
internal static class GridKind
{
    public static Sketch Draw(FigureMaterial material)
    {
        var rows = material.Rows();
        var lines = rows.Select(row => (row.Student, row.Grader)).Distinct().ToList();
        var columns = rows.Select(row => (row.Setting, row.K))
            .Distinct()
            .OrderBy(column => column.Setting)
            .ThenBy(column => column.K)
            .ToList();
        var cells = new List<FigureCell>();
        foreach (var group in rows.GroupBy(row => (row.Student, row.Grader, row.Setting, row.K)))
        {
            if (group.Skip(1).Any())
            {
                throw new ArgumentException(
                    $"{group.Key.Student} has {group.Count()} samples or protocols at k = {group.Key.K}, {SettingWords.Of(group.Key.Setting)}, and a cell holds one number: choose a sample, or pool them."
                );
            }

            cells.Add(
                CellOf(
                    group.Single(),
                    columns.IndexOf((group.Key.Setting, group.Key.K)),
                    lines.IndexOf((group.Key.Student, group.Key.Grader)),
                    material
                )
            );
        }

        var hasGraders = lines.DistinctBy(line => line.Grader).Count() > 1;
        var title = MetricWords.Title(material.Spec.Metric);
        var highest = rows.Max(row => MetricDefinition.Highest(material.Spec.Metric, row.K));
        return new(
            new(
                $"{title} by setting and k",
                FigureAxis.OfNames(
                    material.Choices.Settings.Count > 1 ? "Setting and k" : "k (skills per text)",
                    [
                        .. columns.Select(column =>
                            material.Choices.Settings.Count > 1
                                ? FormattableString.Invariant($"{SettingWords.Of(column.Setting)} {column.K}")
                                : FormattableString.Invariant($"{column.K}")
                        ),
                    ]
                ),
                FigureAxis.OfNames(
                    "",
                    [.. lines.Select(line => hasGraders ? $"{line.Student} · {line.Grader}" : line.Student)]
                ),
                [],
                rows.Any(row => row.IsSimulated)
            )
            {
                Cells = new(cells, title, 0, highest, IsDiverging: false),
            },
            CurveCautions.Of(rows, material.Options, material.Input.Filters)
        )
        {
            Rows = rows,
            Says = LintTopics.All,
        };
    }

    private static FigureCell CellOf(MetricRow row, int column, int line, FigureMaterial material) =>
        new(
            column,
            line,
            row.Estimate.Value,
            row.Estimate.Value is { } value ? Short(value) : "–",
            IsHatched: false,
            PointWords.Of(row, material.Options),
            material.KeyOf(row)
        )
        {
            Low = row.Estimate.Low,
            High = row.Estimate.High,
            Basis = PointWords.BasisOf(row, material.Input.Runs),
        };

    /// <summary>".42", "1.0": no zero in front, and no wider than two decimals, so that it fits into a narrow cell.</summary>
    public static string Short(double value) =>
        FormattableString.Invariant($"{value:0.00}") is var text && text.StartsWith("0.", StringComparison.Ordinal)
            ? text[1..]
            : FormattableString.Invariant($"{value:0.0}");
}
