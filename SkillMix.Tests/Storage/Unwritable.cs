using System.Diagnostics;

namespace SkillMix.Tests.Storage;

/// <summary>Makes files and folders that really cannot be written, by whoever runs the tests.</summary>
/// <remarks>Permissions do not stop root, so root sets the immutable attribute, where the file system has it.</remarks>
internal static class Unwritable
{
    /// <summary>Why there is no way to do so here; null where there is one.</summary>
    public static string? Reason { get; } = FindReason();

    /// <summary>Locks a file or folder until the result is disposed.</summary>
    public static IDisposable Lock(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException();
        }

        if (Environment.IsPrivilegedProcess)
        {
            return Run("chattr", "+i", path)
                ? new Release(() => Run("chattr", "-i", path))
                : throw new IOException($"chattr +i {path} failed.");
        }

        var mode = File.GetUnixFileMode(path);
        const UnixFileMode write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        File.SetUnixFileMode(path, mode & ~write);
        return new Release(() =>
        {
            if (OperatingSystem.IsLinux())
            {
                File.SetUnixFileMode(path, mode);
            }
        });
    }

    /// <summary>Runs a system program; false where it failed or is not there.</summary>
    public static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                }
            )!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string? FindReason()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Written for Linux.";
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("probe"), "");
        var works = Run("chattr", "+i", folder.File("probe"));
        Run("chattr", "-i", folder.File("probe"));
        return works
            ? null
            : "Run as root on a file system without the immutable attribute: nothing is unwritable here.";
    }

    private sealed class Release(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}

/// <summary>A test that needs files which cannot be written; skipped, with the reason, where there are none.</summary>
public sealed class UnwritableFactAttribute : FactAttribute
{
    public UnwritableFactAttribute() => Skip = Unwritable.Reason;
}
