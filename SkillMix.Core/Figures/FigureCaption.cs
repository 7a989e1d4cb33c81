using System.Globalization;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>The part of a caption that says what measured numbers rest on; figures and tables share it.</summary>
internal static class FigureCaption
{
    /// <summary>A caption that a paper can begin with.</summary>
    /// <param name="rows">Rows of a metric behind the figure; empty where it shows something else.</param>
    public static string Of(Figure figure, IReadOnlyList<MetricRow> rows, MetricOptions options) =>
        string.Join(
            " ",
            (string[])
                [
                    .. figure.IsSimulated ? (string[])["Simulated data: rehearsal models, no measurement."] : [],
                    $"{figure.Title}.",
                    .. rows.Count > 0 ? (string[])[Basis(rows, options, "point"), Rules(rows, options)]
                    : GradersOf(figure) is { Count: > 0 } graders
                        ? [$"Graded by {string.Join("; ", graders)}.", Rules(rows, options)]
                    : [],
                    .. rows.Count > 0 || GradersOf(figure).Count > 0 ? IntervalsOf(figure, options) : [],
                ]
        );

    private static List<string> GradersOf(Figure figure) =>
        [.. BasesOf(figure).Select(basis => basis.Grader).Where(grader => grader.Length > 0).Distinct()];

    /// <summary>How the intervals were made and what they speak of; none where there are none.</summary>
    private static IEnumerable<string> IntervalsOf(Figure figure, MetricOptions options)
    {
        var hasIntervals =
            figure.Traces.Any(trace => trace.Points.Any(point => point.Low is not null || point.XLow is not null))
            || (figure.Cells?.Cells ?? []).Any(cell => cell.Low is not null);
        var methods = BasesOf(figure)
            .Select(basis => basis.Method)
            .Where(method => method != "none")
            .Distinct()
            .ToList();
        if (hasIntervals && methods.Count > 0)
        {
            var rule = methods.Contains("shared-skills") ? IntervalRule.SkillsLikeThese : IntervalRule.ThisCatalogue;
            yield return FormattableString.Invariant(
                $"{100 * options.Confidence:0.##} % intervals ({string.Join(", ", methods.Select(MetricWords.Interval))}) {MetricWords.Claim(rule)}."
            );
        }
    }

    private static IEnumerable<PointBasis> BasesOf(Figure figure) =>
        figure
            .Traces.SelectMany(trace => trace.Points.Select(point => point.Basis))
            .Concat((figure.Cells?.Cells ?? []).Select(cell => cell.Basis))
            .OfType<PointBasis>();

    /// <summary>Tuples, generations, gradings and graders.</summary>
    public static string Basis(IReadOnlyList<MetricRow> rows, MetricOptions options, string place)
    {
        var decided = rows.Where(row => row.Estimate.N + row.Estimate.Unscored > 0).ToList();
        var tuples = Range(decided.Select(row => row.Estimate.N + row.Estimate.Unscored));
        var rounds = Range(decided.Select(row => row.Estimate.GenerationsPerTuple));
        var gradings = Range(decided.Select(row => row.Estimate.GradingsPerGeneration));
        var graders = string.Join("; ", rows.Select(row => row.Grader).Distinct());
        return $"{tuples} tuples per {place}, {(options.Generations == GenerationRule.Max ? "best" : "mean")} of {rounds} generations, {gradings} {(gradings == "1" ? "grading" : "gradings")} each by {graders}.";
    }

    /// <summary>The rules of measuring.</summary>
    public static string Rules(IReadOnlyList<MetricRow> rows, MetricOptions options)
    {
        var unscored = rows.Sum(row => row.Estimate.Unscored);
        return $"Length {options.Length switch { LengthRule.AsGraded => "as graded", LengthRule.StrictCounter => "by the strict counter", _ => "by the reference counter" }}; named skills {options.NamedSkill switch { NamedSkillRule.Substring => "(substring) lose their point", NamedSkillRule.Word => "(word) lose their point", _ => "keep their point" }}; unreadable points {(options.Unreadable == UnreadableRule.Zero ? "count as zero" : "are kept apart")}{(unscored > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({unscored} tuple scores undecided)") : "")}.";
    }

    private static string Range(IEnumerable<int> numbers)
    {
        var all = numbers.Distinct().Order().ToList();
        return all switch
        {
            [] => "0",
            [var only] => only.ToString(CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"{all[0]} to {all[^1]}"),
        };
    }
}
