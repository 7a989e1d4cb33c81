using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Pages.Generations;

/// <summary>One generation whole: its text with evidence, every verdict, drafts, tags, raw texts and protocol.</summary>
public sealed partial class GenerationDetail : ComponentBase
{
    private static readonly string[] UsualTags = ["names the skill", "topic pasted on"];

    private string _tag = "";

    [Parameter, EditorRequired]
    public required GenerationItem Item { get; set; }

    [Parameter, EditorRequired]
    public required GenerationsView View { get; set; }

    /// <summary>Where it stands in the list, in words.</summary>
    [Parameter]
    public string? Place { get; set; }

    /// <summary>A tag was put on or taken off.</summary>
    [Parameter, EditorRequired]
    public EventCallback<(string Tag, bool IsSet)> OnTag { get; set; }

    /// <summary>Tags in use, to be offered.</summary>
    [Parameter]
    public IReadOnlyList<string> KnownTags { get; set; } = [];

    /// <summary>The store can only be looked at.</summary>
    [Parameter]
    public bool IsReadOnly { get; set; }

    /// <summary>Why a tag could not be put on or taken off; null where it could.</summary>
    [Parameter]
    public string? Problem { get; set; }

    private string? ReadOnlyTitle => IsReadOnly ? "This store is open for reading only" : null;

    private bool IsDiff => View.ShowsDiff && Item.Turns.Count > 1;

    private TurnItem? Last => Item.Turns is [.., var last] ? last : null;

    private IReadOnlyList<GradingItem> LastGradings => [.. Item.Gradings.Where(grading => grading.Turn == Last?.Turn)];

    private IEnumerable<string> Suggested => KnownTags.Union(UsualTags).Except(Item.Tags).Take(6);

    private string? SearchOf(SearchScope scope) => View.Filter.SearchIn == scope ? View.Filter.Search : null;

    private bool IsHit(string explanation) =>
        SearchQuery.Hits(SearchOf(SearchScope.Explanations), explanation).Count > 0;

    private string TurnWord(int turn) => Item.Turns.Count < 2 || turn == Last?.Turn ? "text" : "draft";

    private async Task AddTagAsync()
    {
        if (!string.IsNullOrWhiteSpace(_tag))
        {
            await OnTag.InvokeAsync((_tag.Trim(), true));
            _tag = "";
        }
    }
}
