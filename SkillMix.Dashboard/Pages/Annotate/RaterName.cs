using SkillMix.Core.Metrics;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>Names of people and graders for narrow columns.</summary>
public static class RaterName
{
    /// <summary>A grader's name without its provider where that is enough to know it by; a person's name as it is.</summary>
    /// <param name="rater">Whose name.</param>
    /// <param name="all">All raters of the table.</param>
    public static string Brief(Rater rater, IReadOnlyList<Rater> all) =>
        !rater.IsPerson && all.Count(other => ModelName.Brief(other.Name) == ModelName.Brief(rater.Name)) == 1
            ? ModelName.Brief(rater.Name)
            : rater.Name;
}
