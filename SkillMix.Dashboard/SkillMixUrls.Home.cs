using SkillMix.Core.Browse;

namespace SkillMix.Dashboard;

public static partial class SkillMixUrls
{
    /// <summary>The list of generations as somebody kept it.</summary>
    public static string SavedView(SavedView view) =>
        string.IsNullOrEmpty(view.Query) ? GenerationsPath : $"{GenerationsPath}?{view.Query.TrimStart('?')}";
}
