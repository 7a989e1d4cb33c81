using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Pages.Failures;

/// <summary>The free tags that people put on generations, counted by student and k.</summary>
public sealed partial class TagPanel : ComponentBase
{
    private IReadOnlyList<TagCount> _counts = [];

    [Inject]
    public required CurrentStore Store { get; init; }

    private IEnumerable<int> Ks => _counts.Select(count => count.K).Distinct().Order();

    protected override async Task OnInitializedAsync() =>
        _counts = await Store.Index.TagCountsAsync(CancellationToken.None);

    private static GenerationFilter Filter(TagCount count) =>
        new()
        {
            Tag = count.Tag,
            Students = [count.Student],
            Ks = [count.K],
        };
}
