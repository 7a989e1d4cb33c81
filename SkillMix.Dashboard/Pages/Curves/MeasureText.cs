using System.Globalization;
using SkillMix.Core.Browse;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Curves;

/// <summary>Numbers and rules as the tables of these pages write them.</summary>
internal static class MeasureText
{
    public static string Three(double? value) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? "–";

    public static string Percent(double? share) =>
        share is { } value ? (100 * value).ToString("F1", CultureInfo.InvariantCulture) + " %" : "–";

    public static string WholePercent(int count, int of) =>
        of == 0 ? "–" : (100.0 * count / of).ToString("F0", CultureInfo.InvariantCulture) + " %";

    public static string Signed(double? value) =>
        value?.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture) ?? "–";

    public static string PValue(double p) => p < 0.001 ? "< 0.001" : p.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>The generations behind a row. Those of pooled samples are not told apart.</summary>
    public static string GenerationsOf(MetricRow row, MeasureChoices choices) =>
        SkillMixUrls.Generations(
            new GenerationFilter
            {
                Students = [row.Student],
                Graders = choices.Options.Panel == PanelRule.Each ? [row.Grader] : choices.Graders,
                Ks = [row.K],
                Settings = [row.Setting],
                Sample = choices.Options.PoolSamples ? null : row.Sample,
            }
        );

    /// <summary>The generations behind a point that people's labels correct, drawn for labelling or not.</summary>
    public static string GenerationsOf(CalibratedPoint point) =>
        SkillMixUrls.Generations(
            new GenerationFilter
            {
                Students = [point.Student],
                Ks = [point.K],
                Settings = [point.Setting],
            }
        );

    /// <summary>The rules of measuring in one sentence.</summary>
    public static string Rules(MetricOptions options, bool countsTexts)
    {
        string[] parts =
        [
            options.Panel switch
            {
                PanelRule.Majority => "strict majority of the chosen graders",
                PanelRule.All => "every chosen grader must agree",
                PanelRule.Any => "any one of the chosen graders is enough",
                _ => "each grader by itself",
            },
            .. countsTexts ? []
            : options.Generations == GenerationRule.Max
                ? (string[])
                    [
                        options.PerTuple is { } r
                            ? FormattableString.Invariant($"best of {r} generations")
                            : "best of the generations of a tuple",
                    ]
            : ["mean of the generations of a tuple"],
            options.Length switch
            {
                LengthRule.StrictCounter => "length by the strict sentence counter",
                LengthRule.AsGraded => "length as graded",
                _ => "length by the reference sentence counter",
            },
            options.NamedSkill switch
            {
                NamedSkillRule.Substring => "a skill whose name is part of the text loses its point",
                NamedSkillRule.Word => "a skill named in whole words loses its point",
                _ => "a named skill keeps its point",
            },
            options.Turn switch
            {
                null => "last turn",
                0 => "draft",
                1 => "revision",
                { } turn => FormattableString.Invariant($"turn {turn + 1}"),
            },
            options.Unreadable == UnreadableRule.Zero ? "unreadable points count as zero"
            : countsTexts ? "texts that hang on unreadable points are unscored"
            : "tuples that hang on unreadable points are unscored",
            .. options.LeaveOut.Count == 0
                ? []
                : (string[])[$"without tuples that ask for {string.Join(", ", options.LeaveOut)}"],
        ];
        return string.Join("; ", parts);
    }

    /// <summary>How intervals were made, in words.</summary>
    public static string Intervals(IEnumerable<MetricRow> rows, MetricOptions options)
    {
        var methods = rows.Select(row => row.Estimate.IntervalMethod).Where(method => method != "none").Distinct();
        var names = string.Join(" or ", methods.Select(MetricWords.Interval));
        return names.Length == 0
            ? "No point has an interval."
            : FormattableString.Invariant(
                $"Whiskers: {100 * options.Confidence:0.#} % {names} intervals over tuples, {MetricWords.Claim(options.Intervals)}."
            );
    }
}
