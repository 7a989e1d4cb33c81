namespace SkillMix.Dashboard.People;

/// <summary>What a person may be called.</summary>
public static class PersonName
{
    /// <summary>Most characters.</summary>
    public const int Longest = 60;

    /// <summary>The same person: case and blanks around a name do not count.</summary>
    public static bool AreAlike(string one, string other) =>
        string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The name without blanks around it.</summary>
    /// <param name="name">As it was typed.</param>
    /// <param name="others">Whose names it must not have.</param>
    /// <exception cref="ArgumentException">It is blank, too long, holds a control character, or is somebody else's.</exception>
    public static string Checked(string? name, IEnumerable<PersonEntry> others)
    {
        var trimmed = (name ?? "").Trim();
        if (trimmed.Length is 0 or > Longest || trimmed.Any(char.IsControl))
        {
            throw new ArgumentException($"A name has 1 to {Longest} characters, on one line.");
        }

        return others.FirstOrDefault(other => AreAlike(other.Name, trimmed)) is { } taken
            ? throw new ArgumentException($"There is a {taken.Name} already; choose another name.")
            : trimmed;
    }
}
