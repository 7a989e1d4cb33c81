using System.ComponentModel;
using System.Diagnostics;

namespace SkillMix.Dashboard.Commands;

/// <summary>Opens an address in the user's browser where there is a desktop to open it on.</summary>
public static class DefaultBrowser
{
    /// <summary>Opens it, or does nothing: the address was printed anyway.</summary>
    public static void Open(string url)
    {
        var hasDesktop =
            OperatingSystem.IsWindows()
            || OperatingSystem.IsMacOS()
            || Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };
        if (!hasDesktop || Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
        {
            return;
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo(url) { UseShellExecute = true });
        }
        catch (Win32Exception)
        {
            // No browser is installed, or none is set.
        }
    }
}
