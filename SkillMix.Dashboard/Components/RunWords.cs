using System.Globalization;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;

namespace SkillMix.Dashboard.Components;

/// <summary>Words and numbers about runs, the same on every page.</summary>
public static class RunWords
{
    /// <summary>A state in one word.</summary>
    public static string State(RunState state) =>
        state switch
        {
            RunState.Planned => "planned",
            RunState.Running => "running",
            RunState.Paused => "paused",
            RunState.Finished => "finished",
            RunState.Cancelled => "cancelled",
            _ => "failed",
        };

    /// <summary>What a model was asked for.</summary>
    public static string Role(RequestRole role) => role == RequestRole.Write ? "write" : "grade";

    /// <summary>A time in words of one or two units: "40 s", "3 min", "2 h 5 min".</summary>
    public static string Time(TimeSpan time) =>
        time switch
        {
            { TotalSeconds: < 90 } => Invariant($"{Math.Max(1, Math.Round(time.TotalSeconds)):0} s"),
            { TotalMinutes: < 90 } => Invariant($"{Math.Round(time.TotalMinutes):0} min"),
            { TotalHours: < 48 } => Invariant($"{Math.Floor(time.TotalHours):0} h {time.Minutes} min"),
            _ => Invariant($"{Math.Round(time.TotalDays):0} days"),
        };

    /// <summary>Money: cents from a dollar on, more digits below.</summary>
    public static string Usd(decimal usd) =>
        usd switch
        {
            0 => "$0",
            < 0.01m => Invariant($"${usd:0.0000}"),
            < 1 => Invariant($"${usd:0.000}"),
            _ => Invariant($"${usd:N2}"),
        };

    /// <summary>Money that was spent; a dash for nothing, which is what an unknown price comes to.</summary>
    public static string Spent(decimal usd) => usd == 0 ? "–" : Usd(usd);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
