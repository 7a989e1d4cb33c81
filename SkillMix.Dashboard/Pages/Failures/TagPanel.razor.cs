using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;

namespace SkillMix.Dashboard.Pages.Failures;

/// <summary>The free tags that people put on generations, counted by student and k.</summary>
public sealed partial class TagPanel : ComponentBase
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<TagCount> Counts { get; set; }

    private IEnumerable<int> Ks => Counts.Select(count => count.K).Distinct().Order();

    private static GenerationFilter Filter(TagCount count) =>
        new()
        {
            Tag = count.Tag,
            Students = [count.Student],
            Ks = [count.K],
        };
}
