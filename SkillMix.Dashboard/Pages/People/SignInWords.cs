using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.People;

/// <summary>What a person is told when a password was not taken.</summary>
public static class SignInWords
{
    /// <summary>One sentence or two; null where it was taken.</summary>
    public static string? Problem(SignInOutcome outcome) =>
        outcome switch
        {
            SignInOutcome.Refused =>
                $"Name and password do not belong together. After {Accounts.MostAttempts} wrong passwords a name is locked for {Accounts.LockTime.TotalMinutes:N0} minutes.",
            SignInOutcome.Locked { Minutes: var minutes } =>
                $"Too many wrong passwords: this name is locked for {minutes} more {(minutes == 1 ? "minute" : "minutes")}. An owner can unlock it sooner.",
            _ => null,
        };
}
