using SkillMix.Core.Catalogue;

namespace SkillMix.Dashboard.Commands;

/// <summary>Skills as they are named on the command line: "skill;skill".</summary>
public static class SkillList
{
    /// <summary>The names, each checked against a catalogue where there is one.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such skill; the message names the nearest one.</exception>
    public static IReadOnlyList<string> Parse(string? value, SkillCatalogue? catalogue = null) =>
        [
            .. (value ?? "")
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(name => catalogue?.Get(name).Name ?? name),
        ];
}
