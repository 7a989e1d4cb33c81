namespace SkillMix.Dashboard.Layout;

/// <summary>Light or dark, as the reader chose it last.</summary>
/// <param name="IsDark">True for the dark theme.</param>
public sealed record PageTheme(bool IsDark)
{
    /// <summary>The cookie that remembers the choice, so that the first HTML already has it.</summary>
    public const string CookieName = "skillmix-theme";

    /// <summary>Name of the style sheet.</summary>
    public string Name => IsDark ? "material-dark" : "material";

    /// <summary>The theme that a cookie names; light for anything unknown.</summary>
    public static PageTheme FromCookie(string? value) => new(value == "material-dark");
}
