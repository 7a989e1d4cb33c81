using SkillMix.Core.Catalogue;

namespace SkillMix.Dashboard;

/// <summary>What the Compare page shows.</summary>
public sealed record CompareView
{
    /// <summary>Most columns that can still be read side by side.</summary>
    public const int MostStudents = 4;

    /// <summary>First characters of the sample's identity; null for the list of tuples.</summary>
    public string? Sample { get; init; }

    /// <summary>Index of the tuple in the sample; null for the list of tuples.</summary>
    public int? Tuple { get; init; }

    /// <summary>The students in the columns; none leaves the choice to the page.</summary>
    public IReadOnlyList<string> Students { get; init; } = [];

    /// <summary>Generation round, from 1.</summary>
    public int Round { get; init; } = 1;

    /// <summary>The gradings of the first student in the columns, in place of students.</summary>
    public bool ByGrader { get; init; }

    /// <summary>The drafts in place of the last texts.</summary>
    public bool Drafts { get; init; }

    /// <summary>Of the list of tuples: only of this k.</summary>
    public int? K { get; init; }

    /// <summary>Of the list of tuples: only of this setting.</summary>
    public Setting? Setting { get; init; }

    /// <summary>Of the list of tuples: the page, from 1.</summary>
    public int Page { get; init; } = 1;
}

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
                ("by", view.ByGrader ? "grader" : null),
                ("turn", view.Drafts ? "draft" : null),
                ("k", Number(view.K)),
                ("setting", view.Setting is { } setting ? SettingWord(setting) : null),
                ("page", view.Page == 1 ? null : Number(view.Page)),
            ]
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
            ByGrader = One(query, "by") == "grader",
            Drafts = One(query, "turn") == "draft",
            K = ReadNumber(One(query, "k")),
            Setting = ReadSetting(One(query, "setting")),
            Page = Math.Max(1, ReadNumber(One(query, "page")) ?? 1),
        };
    }
}
