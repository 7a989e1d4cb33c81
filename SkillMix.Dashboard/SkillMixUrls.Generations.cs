using SkillMix.Core.Browse;

namespace SkillMix.Dashboard;

/// <content>The Generations page: its address says the filter, the stretch of the list, the open item and how it is shown.</content>
public static partial class SkillMixUrls
{
    /// <summary>The page of a view.</summary>
    public static string Generations(GenerationsView view) =>
        WithQuery(
            GenerationsPath,
            [
                .. FilterPairs(view.Filter),
                ("after", Number(view.Start.After)),
                ("before", Number(view.Start.Before)),
                ("g", view.Item?.ToString("N")),
                ("show", view.ShowsDiff ? "diff" : null),
                ("evidence", view.ShowsEvidence ? null : "off"),
            ]
        );

    /// <summary>The view of an address.</summary>
    public static GenerationsView ReadGenerations(string uri)
    {
        var query = Query(uri);
        return new(
            ReadFilter(uri),
            new(ReadNumber(One(query, "after")), ReadNumber(One(query, "before"))),
            ReadGuid(One(query, "g")),
            One(query, "show") == "diff",
            One(query, "evidence") != "off"
        );
    }
}

/// <summary>What the Generations page shows.</summary>
/// <param name="Filter">Which generations.</param>
/// <param name="Start">Which stretch of them.</param>
/// <param name="Item">Which one is open; null for the first of the stretch.</param>
/// <param name="ShowsDiff">Draft and revision as a word diff.</param>
/// <param name="ShowsEvidence">Evidence in colours.</param>
public sealed record GenerationsView(
    GenerationFilter Filter,
    PageStart Start,
    Guid? Item,
    bool ShowsDiff,
    bool ShowsEvidence
)
{
    /// <summary>Another filter, from its first page.</summary>
    public GenerationsView With(GenerationFilter filter) =>
        this with
        {
            Filter = filter,
            Start = PageStart.First,
            Item = null,
        };
}
