using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.People;

/// <summary>How roles are written, on the page and on the command line.</summary>
public static class RoleWords
{
    /// <summary>All words.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<PersonRole>().Select(Of)];

    /// <summary>The word of a role.</summary>
    public static string Of(PersonRole role) => role == PersonRole.Owner ? "owner" : "annotator";

    /// <summary>The role of a word; the smaller one for anything unknown.</summary>
    public static PersonRole Read(string? word) => word == "owner" ? PersonRole.Owner : PersonRole.Annotator;
}
