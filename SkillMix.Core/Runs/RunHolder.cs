using System.Diagnostics;
using System.Globalization;

namespace SkillMix.Core.Runs;

/// <summary>A process that works on a run.</summary>
/// <param name="What">"dashboard" or "command line".</param>
/// <param name="Machine">Name of its machine.</param>
/// <param name="Process">Its process id there.</param>
/// <param name="Started">When the process was started, UTC ticks: ids of processes come again.</param>
/// <param name="Lease">Its own for each time it takes a run.</param>
public sealed record RunHolder(string What, string Machine, int Process, long Started, Guid Lease)
{
    /// <summary>How the dashboard calls itself.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>How the command line calls itself.</summary>
    public const string CommandLine = "command line";

    /// <summary>How long a run is held without another heartbeat.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two heartbeats.</summary>
    public static TimeSpan Heartbeat { get; } = TimeSpan.FromSeconds(5);

    /// <summary>This process, for a new lease.</summary>
    public static RunHolder Me(string what)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new(what, Environment.MachineName, process.Id, StartOf(process), Guid.NewGuid());
    }

    /// <summary>Whether the process is known to have ended. Of another machine nothing is known.</summary>
    public bool IsGone()
    {
        if (Machine != Environment.MachineName)
        {
            return false;
        }

        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(Process);
            return !StartedAt(StartOf(process));
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Another user's process does not tell when it was started.
            return false;
        }
    }

    /// <summary>In words: "the dashboard on host (process 12)".</summary>
    public string InWords =>
        string.Create(CultureInfo.InvariantCulture, $"the {What} on {Machine} (process {Process})");

    /// <summary>As the store keeps it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{What}|{Machine}|{Process}|{Started}|{Lease:N}");

    /// <summary>What <see cref="ToString"/> wrote; null where it is something else.</summary>
    public static RunHolder? Read(string? text) =>
        text?.Split('|') is [var what, var machine, var process, var started, var lease]
        && int.TryParse(process, CultureInfo.InvariantCulture, out var id)
        && long.TryParse(started, CultureInfo.InvariantCulture, out var ticks)
        && Guid.TryParse(lease, out var guid)
            ? new(what, machine, id, ticks, guid)
            : null;

    /// <summary>Whether a process that was started then is this one.</summary>
    /// <remarks>
    /// Systems count from when they were booted, so the same start reads otherwise once the clock was set. An id that comes again
    /// within the patience is taken for the same process, and patience ends that.
    /// </remarks>
    internal bool StartedAt(long ticks) => Math.Abs(ticks - Started) <= Patience.Ticks;

    private static long StartOf(Process process) => process.StartTime.ToUniversalTime().Ticks;
}
