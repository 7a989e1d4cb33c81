using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using SkillMix.Core.Annotation;

namespace SkillMix.Dashboard.Components;

/// <summary>Words of a text that are marked, with the colour of the criterion that they show.</summary>
/// <param name="Span">The words.</param>
/// <param name="Colour">Place of the criterion in the rubric; colours repeat after eight.</param>
/// <param name="Title">What the mark is about.</param>
public sealed record TextMark(TextSpan Span, int Colour, string Title);

/// <summary>A text with marked words, letter by letter what it is, so that places in it can be read off the page.</summary>
public sealed class MarkedText : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public IReadOnlyList<TextMark> Marks { get; set; } = [];

    /// <summary>The words that are being marked with the keyboard; null where none are.</summary>
    [Parameter]
    public TextSpan? Cursor { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "judged");
        builder.AddAttribute(2, "data-marks", "");
        builder.AddAttribute(3, "data-marking", Cursor is not null);
        foreach (var (start, end) in Pieces())
        {
            var marks = Marks
                .Where(mark => mark.Span.Start <= start && end <= mark.Span.Start + mark.Span.Length)
                .ToList();
            var isCursor = Cursor is { } cursor && cursor.Start <= start && end <= cursor.Start + cursor.Length;
            if (marks.Count == 0 && !isCursor)
            {
                builder.AddContent(4, Text[start..end]);
                continue;
            }

            builder.OpenElement(5, "mark");
            builder.AddAttribute(6, "class", Css(marks) + (isCursor ? " cursor" : ""));
            builder.AddAttribute(7, "title", string.Join(" · ", marks.Select(mark => mark.Title)));
            builder.AddContent(8, Text[start..end]);
            builder.CloseElement();
        }

        builder.CloseElement();
    }

    private IEnumerable<(int Start, int End)> Pieces()
    {
        var borders = Marks
            .Select(mark => mark.Span)
            .Concat(Cursor is { } cursor ? [cursor] : [])
            .SelectMany(span => new[] { span.Start, span.Start + span.Length })
            .Append(0)
            .Append(Text.Length)
            .Select(border => Math.Clamp(border, 0, Text.Length))
            .Distinct()
            .Order()
            .ToList();
        return borders.Zip(borders.Skip(1));
    }

    private static string Css(List<TextMark> marks) =>
        marks switch
        {
            [] => "",
            [var only] => $"e{only.Colour % 8}",
            [var first, var second, ..] => $"e{first.Colour % 8} u{second.Colour % 8}",
        };
}
