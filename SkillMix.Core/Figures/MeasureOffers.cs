using System.Globalization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>What a store offers to choose from.</summary>
/// <param name="Turns">Turns that are graded.</param>
/// <param name="Rounds">Most generations that a tuple has.</param>
/// <param name="Samples">Identities of the samples.</param>
/// <param name="Skills">Every skill that a tuple asks for, by name.</param>
public sealed record MeasureOffers(
    IReadOnlyList<string> Students,
    IReadOnlyList<string> Graders,
    IReadOnlyList<Setting> Settings,
    IReadOnlyList<int> Ks,
    IReadOnlyList<int> Turns,
    int Rounds,
    IReadOnlyList<string> Skills,
    IReadOnlyList<string> Samples
)
{
    /// <summary>Students that are chosen where none is named: more lines than that cannot be told apart.</summary>
    public const int MostStudents = 8;

    /// <summary>Reads what a table of points holds.</summary>
    public static MeasureOffers Of(PointTable points) =>
        new(
            [.. points.Series.Select(series => series.Student).Distinct().Order(StringComparer.Ordinal)],
            [.. points.Series.Select(series => series.Grader).Distinct().Order(StringComparer.Ordinal)],
            [.. points.Series.Select(series => series.Setting).Distinct().Order()],
            [.. points.Series.Select(series => series.K).Distinct().Order()],
            [.. points.Rows.Where(row => row.Grading > 0).Select(row => (int)row.Turn).Distinct().Order()],
            points.Rows.Count == 0 ? 0 : points.Rows.Max(row => row.Generation),
            [
                .. points
                    .Series.SelectMany(series => series.Skills.Values)
                    .SelectMany(skills => skills)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ],
            [.. points.Series.Select(series => series.Sample).Distinct().Order(StringComparer.Ordinal)]
        );

    /// <summary>The choices with everything filled in that were left open, and without what the store does not hold.</summary>
    public MeasureChoices Complete(MeasureChoices asked)
    {
        var students =
            asked.Students.Count == 0 ? Students.Take(MostStudents) : asked.Students.Where(Students.Contains);
        var graders =
            asked.Graders.Count > 0 ? asked.Graders.Where(Graders.Contains)
            : asked.Options.Panel == PanelRule.Each ? Graders.Take(1)
            : Graders;
        var settings =
            asked.Settings.Count > 0 ? asked.Settings.Where(Settings.Contains)
            : Settings.Contains(Setting.HeldOut) ? [Setting.HeldOut]
            : Settings;
        return asked with
        {
            Students = [.. students],
            Graders = [.. graders],
            Settings = [.. settings],
            Ks = [.. asked.Ks.Where(Ks.Contains)],
        };
    }

    /// <summary>Says what the choices name and the store does not hold.</summary>
    /// <exception cref="ArgumentException">A student, grader, setting or k is not there.</exception>
    public void Require(MeasureChoices asked)
    {
        RequireOneOf("student", asked.Students, Students);
        RequireOneOf("grader", asked.Graders, Graders);
        RequireOneOf("setting", [.. asked.Settings.Select(SettingWords.Of)], [.. Settings.Select(SettingWords.Of)]);
        RequireOneOf("k", [.. asked.Ks.Select(Written)], [.. Ks.Select(Written)]);
        RequireOneOf("skill", asked.Options.LeaveOut, Skills);
        RequireOneOf(
            "sample",
            [.. asked.Samples.Where(one => !Samples.Any(sample => sample.StartsWith(one, StringComparison.Ordinal)))],
            Samples
        );

        static string Written(int k) => k.ToString(CultureInfo.InvariantCulture);
    }

    private static void RequireOneOf(string what, IReadOnlyList<string> asked, IReadOnlyList<string> all)
    {
        const int Named = 12;
        if (asked.FirstOrDefault(name => !all.Contains(name)) is { } unknown)
        {
            var known = string.Join(", ", all.Take(Named)) + (all.Count > Named ? ", …" : "");
            throw new ArgumentException(
                $"There is no {what} '{unknown}' among the gradings; there {(all.Count == 1 ? "is" : "are")} {(all.Count == 0 ? "none" : known)}."
            );
        }
    }

    /// <summary>Those skills that no tuple of a table asks for: leaving them out changes nothing.</summary>
    /// <param name="part">What is measured.</param>
    /// <param name="skills">Skills that are to be left out.</param>
    public static IReadOnlyList<string> Unasked(PointTable part, IReadOnlyList<string> skills)
    {
        if (skills.Count == 0)
        {
            return [];
        }

        var asked = part
            .Rows.Select(row => (row.Series, row.Tuple))
            .Distinct()
            .SelectMany(tuple => part.Series[tuple.Series].Skills.GetValueOrDefault(tuple.Tuple, []))
            .ToHashSet(StringComparer.Ordinal);
        return [.. skills.Where(skill => !asked.Contains(skill))];
    }

    /// <summary>The part of a table that the choices are about.</summary>
    public static PointTable Part(PointTable points, MeasureChoices complete)
    {
        if (complete.Students.Count == 0 || complete.Graders.Count == 0)
        {
            return PointTable.Empty;
        }

        var part = points.Only(complete.Students, complete.Graders, complete.Samples);
        var kept = new List<PointSeries>();
        var places = new int[part.Series.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var series = part.Series[i];
            var isKept =
                complete.Settings.Contains(series.Setting)
                && (complete.Ks.Count == 0 || complete.Ks.Contains(series.K));
            places[i] = isKept ? kept.Count : -1;
            if (isKept)
            {
                kept.Add(series);
            }
        }

        return new(
            kept,
            [.. part.Rows.Where(row => places[row.Series] >= 0).Select(row => row with { Series = places[row.Series] })]
        );
    }
}
