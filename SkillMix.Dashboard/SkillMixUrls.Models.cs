using SkillMix.Dashboard.Pages.Models;

namespace SkillMix.Dashboard;

/// <content>The Models page: the open model, or the form for a new one.</content>
public static partial class SkillMixUrls
{
    /// <summary>The Models page.</summary>
    public static string Models(ModelsView view) =>
        WithQuery(ModelsPath, [("model", view.Model), ("add", view.IsAdding ? "on" : null)]);

    /// <summary>The Models page with one model open; it need not be in the file.</summary>
    public static string Model(string name) => Models(new ModelsView(name));

    /// <summary>What an address of the Models page asks for.</summary>
    public static ModelsView ReadModels(string uri)
    {
        var query = Query(uri);
        return One(query, "model") is { } name
            ? new ModelsView(name)
            : new ModelsView(IsAdding: One(query, "add") == "on");
    }
}
