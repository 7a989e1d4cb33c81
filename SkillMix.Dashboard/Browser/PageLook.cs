using Microsoft.JSInterop;

namespace SkillMix.Dashboard.Browser;

/// <summary>Light and dark in the browser, and small things about the page itself.</summary>
public sealed class PageLook(IJSRuntime js) : BrowserModule(js, "/js/page.js")
{
    /// <summary>Whether the page is dark now.</summary>
    public async ValueTask<bool> IsDarkAsync() => await AskAsync<bool>("isDark");

    /// <summary>Turns the page dark or light and remembers it in a cookie for a year.</summary>
    public ValueTask SetDarkAsync(bool isDark, string cookie, string value) =>
        CallAsync("setDark", isDark, cookie, value);

    /// <summary>Puts words before the title of a tab that nobody looks at, until somebody does.</summary>
    public ValueTask AnnounceAsync(string words) => CallAsync("announce", words);

    /// <summary>Brings an element into view without moving the page more than is needed.</summary>
    public ValueTask RevealAsync(string selector) => CallAsync("reveal", selector);
}
