using Microsoft.AspNetCore.Components;
using Radzen;
using SkillMix.Dashboard.Browser;

namespace SkillMix.Dashboard.Layout;

/// <summary>Changes between light and dark and remembers the choice in a cookie.</summary>
public sealed partial class ThemeToggle : ComponentBase
{
    private bool _isDark;

    [Inject]
    public required ThemeService Themes { get; init; }

    [Inject]
    public required PageLook Look { get; init; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _isDark = await Look.IsDarkAsync();
            StateHasChanged();
        }
    }

    private async Task Toggle()
    {
        _isDark = !_isDark;
        var theme = new PageTheme(_isDark);
        Themes.SetTheme(
            new ThemeOptions
            {
                Theme = theme.Name,
                Wcag = true,
                TriggerChange = true,
            }
        );
        await Look.SetDarkAsync(_isDark, PageTheme.CookieName, theme.Name);
    }
}
