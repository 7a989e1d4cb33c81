using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>The rows that one line joins: one student, setting, grader and protocol, in the order of k.</summary>
/// <param name="Name">What tells it from the other curves of the figure: the student, and as much more as is needed.</param>
/// <param name="Rows">At most one row for each k, k rising.</param>
public sealed record Curve(
    string Name,
    string Student,
    Setting Setting,
    string Grader,
    bool IsSimulated,
    IReadOnlyList<MetricRow> Rows
)
{
    /// <summary>Sorts rows of one metric into curves, in the order of student, setting and grader as they come.</summary>
    /// <remarks>
    /// Points of different fingerprints were not made alike and are joined only where samples are pooled. Two rows of the same
    /// fingerprint and k are of different samples and begin another curve.
    /// </remarks>
    /// <param name="rows">Rows of one metric.</param>
    /// <param name="isPooled">Whether points of different fingerprints may be joined.</param>
    public static IReadOnlyList<Curve> Of(IReadOnlyList<MetricRow> rows, bool isPooled)
    {
        var curves = new List<(string? Fingerprint, List<MetricRow> Rows)>();
        foreach (var row in rows.OrderBy(row => row.K))
        {
            var fingerprint = isPooled ? null : row.Fingerprint;
            var place = curves.FindIndex(curve =>
                curve.Fingerprint == fingerprint && IsAlike(curve.Rows[0], row) && curve.Rows[^1].K != row.K
            );
            if (place < 0)
            {
                curves.Add((fingerprint, [row]));
            }
            else
            {
                curves[place].Rows.Add(row);
            }
        }

        var order = rows.Select(row => (row.Student, row.Setting, row.Grader)).Distinct().ToList();
        var sorted = curves
            .Select(curve => curve.Rows)
            .OrderBy(members => order.IndexOf((members[0].Student, members[0].Setting, members[0].Grader)))
            .ToList();
        return [.. sorted.Select(members => Named(members, sorted))];
    }

    private static Curve Named(List<MetricRow> own, List<List<MetricRow>> all)
    {
        var first = own[0];
        var parts = new List<string> { first.Student };
        if (all.Exists(other => other[0].Setting != first.Setting))
        {
            parts.Add(SettingWords.Of(first.Setting));
        }

        if (all.Exists(other => other[0].Grader != first.Grader))
        {
            parts.Add(first.Grader);
        }

        var twins = all.Where(other => IsAlike(other[0], first)).ToList();
        if (twins.Exists(other => other[0].Fingerprint != first.Fingerprint))
        {
            parts.Add(first.Fingerprint);
        }

        if (twins.Exists(other => other != own && other[0].Fingerprint == first.Fingerprint))
        {
            parts.Add($"sample {first.Sample}");
        }

        return new(string.Join(" · ", parts), first.Student, first.Setting, first.Grader, first.IsSimulated, own);
    }

    private static bool IsAlike(MetricRow a, MetricRow b) =>
        a.Student == b.Student && a.Setting == b.Setting && a.Grader == b.Grader && a.IsSimulated == b.IsSimulated;
}
