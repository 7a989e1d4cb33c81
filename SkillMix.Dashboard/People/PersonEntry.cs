namespace SkillMix.Dashboard.People;

/// <summary>What is kept of a person.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Name">As it is shown.</param>
/// <param name="Role">What they may open where accounts are used; without accounts everybody is an owner.</param>
public sealed record PersonEntry(Guid Id, string Name, PersonRole Role)
{
    /// <summary>What the hasher made of the password; null where they have none and cannot sign in.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Stands in each session. Sessions with another stamp have ended.</summary>
    public Guid Stamp { get; init; } = Guid.NewGuid();

    /// <summary>Wrong passwords since the last right one, or since the last lock.</summary>
    public int FailedAttempts { get; init; }

    /// <summary>Until when no password is tried; null where it never was locked.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>They have a password.</summary>
    public bool HasAccount => PasswordHash is not null;

    /// <summary>Without what is nobody's business.</summary>
    public Person Person => new(Id, Name, Role);

    /// <summary>The name alone, so that no log ever holds the rest.</summary>
    public override string ToString() => Name;
}
