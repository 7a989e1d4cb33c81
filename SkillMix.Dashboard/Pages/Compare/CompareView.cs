using SkillMix.Core.Catalogue;

namespace SkillMix.Dashboard.Pages.Compare;

/// <summary>What the Compare page shows.</summary>
public sealed record CompareView
{
    /// <summary>Most columns that can still be read side by side.</summary>
    public const int MostStudents = 4;

    /// <summary>First characters of the sample's identity; null for the list of tuples.</summary>
    public string? Sample { get; init; }

    /// <summary>Index of the tuple in the sample; null for the list of tuples.</summary>
    public int? Tuple { get; init; }

    /// <summary>The students in the columns; none leaves the choice to the page.</summary>
    public IReadOnlyList<string> Students { get; init; } = [];

    /// <summary>Where no students are named: the one that the page chooses others to stand beside.</summary>
    public string? Around { get; init; }

    /// <summary>Generation round, from 1.</summary>
    public int Round { get; init; } = 1;

    /// <summary>The gradings of the first student in the columns, in place of students.</summary>
    public bool ByGrader { get; init; }

    /// <summary>The drafts in place of the last texts.</summary>
    public bool Drafts { get; init; }

    /// <summary>Of the list of tuples: only of this k.</summary>
    public int? K { get; init; }

    /// <summary>Of the list of tuples: only of this setting.</summary>
    public Setting? Setting { get; init; }

    /// <summary>Of the list of tuples: the page, from 1.</summary>
    public int Page { get; init; } = 1;
}
