using System.Text.Encodings.Web;
using Markdig;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace SkillMix.Dashboard.Components;

/// <summary>A guideline as its writer meant it: paragraphs, lists, bold and code. HTML stays text, and nothing becomes a link or a picture.</summary>
public sealed class MarkdownText : ComponentBase
{
    private static readonly MarkdownPipeline Pipeline = Make();

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "markdown");
        builder.AddMarkupContent(2, Html(Text));
        builder.CloseElement();
    }

    /// <summary>The text as HTML; nested deeper than anybody means, it stands there as it was written.</summary>
    internal static string Html(string text)
    {
        try
        {
            return Markdown.ToHtml(text, Pipeline);
        }
        catch (ArgumentException)
        {
            return $"<pre>{HtmlEncoder.Default.Encode(text)}</pre>";
        }
    }

    /// <summary>A guideline may come from a store that somebody else made, so it is given nothing that could lead away.</summary>
    private static MarkdownPipeline Make()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml();
        builder.InlineParsers.TryRemove<LinkInlineParser>();
        builder.InlineParsers.TryRemove<AutolinkInlineParser>();
        builder.BlockParsers.TryRemove<HtmlBlockParser>();
        return builder.Build();
    }
}
