namespace SkillMix.Tests.Browser;

/// <summary>A test in a real browser: skipped with the reason where none is installed, except on CI, where it then fails.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (InstalledBrowser.Path is null && Environment.GetEnvironmentVariable("CI") is not { Length: > 0 })
        {
            Skip = "No Chrome, Chromium or Edge was found; install one, or name it in SKILLMIX_BROWSER.";
        }
    }
}

/// <summary>The browser that tests use.</summary>
public static class InstalledBrowser
{
    private static readonly string[] Names =
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "microsoft-edge",
        "msedge",
    ];

    private static readonly string[] Places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>Its executable; null where none was found.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SKILLMIX_BROWSER") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        var candidates =
            from folder in folders
            from name in Names
            select System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
        return candidates.Concat(Places).FirstOrDefault(File.Exists);
    }
}
