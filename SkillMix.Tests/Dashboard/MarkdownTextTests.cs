using SkillMix.Dashboard.Components;

namespace SkillMix.Tests.Dashboard;

public sealed class MarkdownTextTests
{
    [Fact]
    public void Html_OfMarkdownNestedWithoutEnd_IsItsTextAsItStands()
    {
        var html = MarkdownText.Html(new string('>', 500) + "<b>");

        Assert.StartsWith("<pre>&gt;&gt;", html, StringComparison.Ordinal);
        Assert.EndsWith("&lt;b&gt;</pre>", html, StringComparison.Ordinal);
    }
}
