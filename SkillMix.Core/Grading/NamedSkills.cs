namespace SkillMix.Core.Grading;

/// <summary>Whether a text gives a skill away by naming it, which the rule forbids where it is on.</summary>
/// <remarks>Yu et al. 2023, arXiv:2310.17567: a text that names the skill earns no point for it.</remarks>
public static class NamedSkills
{
    /// <summary>The words that must not stand in the text: the name cut at its first bracket, trimmed, in lower case.</summary>
    /// <returns>Empty for a name that begins with a bracket; such a name is never found.</returns>
    public static string NameOf(string skill)
    {
        var bracket = skill.IndexOf('(', StringComparison.Ordinal);
        return (bracket < 0 ? skill : skill[..bracket]).Trim().ToLowerInvariant();
    }

    /// <summary>The reference's rule: the name stands anywhere, as "metaphor" does in "metaphorical".</summary>
    public static bool NamedBySubstring(string text, string skill) =>
        NameOf(skill) is { Length: > 0 } name && text.ToLowerInvariant().Contains(name, StringComparison.Ordinal);

    /// <summary>Our own rule beside it: the name stands as whole words, not inside a longer word.</summary>
    public static bool NamedByWord(string text, string skill)
    {
        var name = NameOf(skill);
        if (name.Length == 0)
        {
            return false;
        }

        var lower = text.ToLowerInvariant();
        for (
            var at = lower.IndexOf(name, StringComparison.Ordinal);
            at >= 0;
            at = lower.IndexOf(name, at + 1, StringComparison.Ordinal)
        )
        {
            var end = at + name.Length;
            if (
                (at == 0 || !char.IsLetterOrDigit(lower[at - 1]))
                && (end == lower.Length || !char.IsLetterOrDigit(lower[end]))
            )
            {
                return true;
            }
        }

        return false;
    }
}
