using Microsoft.AspNetCore.Components;
using SkillMix.Core.Grading;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Components;

/// <summary>A text with the words that graders quote for each skill in that skill's colour.</summary>
public sealed partial class EvidenceText : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>The rubric; colours go by the place of a skill in it.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Criterion> Criteria { get; set; }

    /// <summary>Verdicts whose evidence is shown; of several for one skill the first that is found in the text.</summary>
    [Parameter, EditorRequired]
    public required IEnumerable<Verdict> Verdicts { get; set; }

    /// <summary>Whether colours are on.</summary>
    [Parameter]
    public bool IsOn { get; set; } = true;

    /// <summary>What was searched for; its words are marked. Null for nothing.</summary>
    [Parameter]
    public string? Search { get; set; }

    private IReadOnlyList<Piece> Pieces { get; set; } = [];

    protected override void OnParametersSet() => Pieces = Cut();

    private List<Piece> Cut()
    {
        var spans = IsOn
            ? EvidenceFinder
                .Of(Text, [.. Verdicts.Where(verdict => verdict.Criterion.Kind == CriterionKind.Skill)])
                .GroupBy(span => span.Criterion)
                .Select(group => group.First())
                .ToList()
            : [];
        var hits = SearchQuery.Hits(Search, Text);
        var borders = spans
            .SelectMany(span => new[] { span.Start, span.Start + span.Length })
            .Concat(hits.SelectMany(hit => new[] { hit.Start, hit.Start + hit.Length }))
            .Append(0)
            .Append(Text.Length)
            .Distinct()
            .Order()
            .ToList();
        return
        [
            .. borders
                .Zip(borders.Skip(1))
                .Where(pair => pair.First < pair.Second)
                .Select(pair => new Piece(
                    Text[pair.First..pair.Second],
                    [
                        .. spans
                            .Where(span => span.Start <= pair.First && pair.Second <= span.Start + span.Length)
                            .Select(span => span.Criterion)
                            .Order(),
                    ],
                    hits.Any(hit => hit.Start <= pair.First && pair.Second <= hit.Start + hit.Length)
                )),
        ];
    }

    private static string Css(Piece piece) =>
        piece.Skills switch
        {
            [] => "hit",
            [var only] => $"e{only % 8}",
            [var first, var second, ..] => $"e{first % 8} u{second % 8}",
        } + (piece is { IsHit: true, Skills.Count: > 0 } ? " hit" : "");

    private sealed record Piece(string Text, IReadOnlyList<int> Skills, bool IsHit);
}
