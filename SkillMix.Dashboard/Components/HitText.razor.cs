using Microsoft.AspNetCore.Components;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Components;

/// <summary>A text in which the words that were searched for are marked.</summary>
public sealed partial class HitText : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>What was searched for; null for nothing.</summary>
    [Parameter]
    public string? Search { get; set; }

    private IEnumerable<(string Text, bool IsHit)> Pieces
    {
        get
        {
            var at = 0;
            foreach (var (start, length) in SearchQuery.Hits(Search, Text))
            {
                if (start < at)
                {
                    continue;
                }

                yield return (Text[at..start], false);
                yield return (Text[start..(start + length)], true);
                at = start + length;
            }

            yield return (Text[at..], false);
        }
    }
}
