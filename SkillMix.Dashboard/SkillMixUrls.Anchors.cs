using SkillMix.Dashboard.Pages.Anchors;

namespace SkillMix.Dashboard;

/// <content>The Anchors page: the set, how it was graded, the two occasions, and the flips that are listed.</content>
public static partial class SkillMixUrls
{
    /// <summary>The Anchors page.</summary>
    public static string Anchors(AnchorsView view) =>
        WithQuery(
            AnchorsPath,
            [
                ("set", view.Set),
                ("by", view.GradingSpec),
                ("from", Number(view.From)),
                ("to", Number(view.To)),
                ("flips", view.Flips),
                ("way", view.Flips is null || view.ShowsLost ? null : "gained"),
            ]
        );

    /// <summary>What an address of the Anchors page asks for.</summary>
    public static AnchorsView ReadAnchors(string uri)
    {
        var query = Query(uri);
        return new(
            One(query, "set"),
            One(query, "by"),
            ReadNumber(One(query, "from")),
            ReadNumber(One(query, "to")),
            One(query, "flips"),
            One(query, "way") != "gained"
        );
    }
}
