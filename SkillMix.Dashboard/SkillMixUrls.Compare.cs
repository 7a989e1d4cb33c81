using SkillMix.Core.Catalogue;
using SkillMix.Dashboard.Pages.Compare;

namespace SkillMix.Dashboard;

/// <content>The Compare page: the tuple, the columns, or the list of tuples.</content>
public static partial class SkillMixUrls
{
    /// <summary>The Compare page.</summary>
    public static string Compare(CompareView view) =>
        WithQuery(
            ComparePath,
            [
                ("sample", view.Sample),
                ("tuple", Number(view.Tuple)),
                ("round", view.Round == 1 ? null : Number(view.Round)),
                .. view.Students.Select(student => ("student", (string?)student)),
                ("around", view.Around),
                ("by", view.ByGrader ? "grader" : null),
                ("turn", view.Drafts ? "draft" : null),
                ("k", Number(view.K)),
                ("setting", view.Setting is { } setting ? SettingWords.Of(setting) : null),
                ("page", view.Page == 1 ? null : Number(view.Page)),
            ]
        );

    /// <summary>A student beside others on one tuple.</summary>
    public static string Compare(string sample, int tuple, string student, int round = 1) =>
        Compare(
            new CompareView
            {
                Sample = sample,
                Tuple = tuple,
                Around = student,
                Round = round,
            }
        );

    /// <summary>What an address of the Compare page asks for.</summary>
    public static CompareView ReadCompare(string uri)
    {
        var query = Query(uri);
        return new()
        {
            Sample = One(query, "sample"),
            Tuple = ReadNumber(One(query, "tuple")),
            Round = Math.Max(1, ReadNumber(One(query, "round")) ?? 1),
            Students = [.. All(query, "student").Distinct().Take(CompareView.MostStudents)],
            Around = One(query, "around"),
            ByGrader = One(query, "by") == "grader",
            Drafts = One(query, "turn") == "draft",
            K = ReadNumber(One(query, "k")),
            Setting = SettingWords.Read(One(query, "setting")),
            Page = Math.Max(1, ReadNumber(One(query, "page")) ?? 1),
        };
    }
}
