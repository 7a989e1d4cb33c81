using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using SkillMix.Dashboard.Layout;

namespace SkillMix.Dashboard.Components;

/// <summary>The page that every address is served in. It is rendered once, on the server, with the reader's theme in it.</summary>
public sealed partial class App : ComponentBase
{
    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    private PageTheme Theme => PageTheme.FromCookie(HttpContext.Request.Cookies[PageTheme.CookieName]);

    /// <summary>Pages live in a circuit, but for the sign-in, which sets a cookie and works without scripts.</summary>
    private IComponentRenderMode? Mode => HttpContext.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;
}
