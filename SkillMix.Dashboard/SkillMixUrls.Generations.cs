using SkillMix.Core.Browse;
using SkillMix.Dashboard.Pages.Generations;

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

    /// <summary>The list of generations under a filter, with one of them open.</summary>
    public static string Generations(GenerationFilter filter, Guid? item = null) =>
        Generations(new GenerationsView(filter, PageStart.First, item, ShowsDiff: false, ShowsEvidence: true));

    /// <summary>The list of generations as somebody kept it.</summary>
    /// <remarks>What is stored is read and written anew: a store from elsewhere can hold any words, and none of them becomes a link.</remarks>
    public static string SavedView(SavedView view) =>
        Generations(
            ReadGenerations(view.Query.Contains('?', StringComparison.Ordinal) ? view.Query : "?" + view.Query)
        );

    /// <summary>What is stored of a view: what follows the question mark in its address.</summary>
    public static string SavedQuery(GenerationsView view) =>
        Generations(view with { Start = PageStart.First, Item = null })[GenerationsPath.Length..].TrimStart('?');

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
