namespace SkillMix.Dashboard.People;

/// <summary>What became of a name and a password.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome() { }

    /// <summary>They belong together.</summary>
    public sealed record SignedIn(PersonEntry Entry) : SignInOutcome;

    /// <summary>They do not, or there is no such name: nobody is told which.</summary>
    public sealed record Refused : SignInOutcome;

    /// <summary>The name was tried too often, whether it is anybody's or not.</summary>
    /// <param name="For">How long it still is locked.</param>
    public sealed record Locked(TimeSpan For) : SignInOutcome
    {
        /// <summary>Minutes begun, at least 1.</summary>
        public int Minutes => Math.Max(1, (int)Math.Ceiling(For.TotalMinutes));
    }
}
