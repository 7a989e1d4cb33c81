using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>The points that one line of calibrated success joins: one student and setting, in the order of k.</summary>
/// <param name="Name">The student, and as much more as tells it from the other curves of the figure.</param>
/// <param name="Points">At most one point for each k, k rising.</param>
public sealed record CalibratedCurve(
    string Name,
    string Student,
    Setting Setting,
    bool IsSimulated,
    IReadOnlyList<CalibratedPoint> Points
)
{
    /// <summary>Sorts points into curves, in the order of student and setting as they come.</summary>
    public static IReadOnlyList<CalibratedCurve> Of(IReadOnlyList<CalibratedPoint> points)
    {
        var hasSettings = points.Select(point => point.Setting).Distinct().Count() > 1;
        return
        [
            .. points
                .GroupBy(point => (point.Student, point.Setting, point.IsSimulated))
                .Select(group => new CalibratedCurve(
                    hasSettings ? $"{group.Key.Student} · {SettingWords.Of(group.Key.Setting)}" : group.Key.Student,
                    group.Key.Student,
                    group.Key.Setting,
                    group.Key.IsSimulated,
                    [.. group.OrderBy(point => point.K)]
                )),
        ];
    }
}
