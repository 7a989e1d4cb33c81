using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Browse;

/// <summary>Where full-text search looks.</summary>
public enum SearchScope
{
    /// <summary>The students' texts, drafts included.</summary>
    Texts,

    /// <summary>The graders' explanations.</summary>
    Explanations,
}

/// <summary>In which order generations are listed.</summary>
public enum GenerationOrder
{
    /// <summary>In the order in which they came into the store.</summary>
    Oldest,

    /// <summary>The last one first.</summary>
    Newest,
}

/// <summary>What to ask of a generation's outcome; each word is one chip above the list.</summary>
public enum Outcome
{
    /// <summary>Gradings differ on at least one criterion.</summary>
    GradersDisagree,

    /// <summary>At least one criterion could not be read.</summary>
    Unreadable,

    /// <summary>A person decided otherwise than the graders.</summary>
    HumanDiffers,

    /// <summary>All k + 3 points by the majority of the graders.</summary>
    FullMarks,

    /// <summary>At least one criterion not met by the majority of the graders.</summary>
    NotFullMarks,

    /// <summary>Full marks where the base model has none on the same tuple and round, or the other way round.</summary>
    DiffersFromBase,

    /// <summary>The student answered with nothing.</summary>
    Empty,

    /// <summary>No grader has seen the text yet.</summary>
    Ungraded,
}

/// <summary>Which generations to show. All that is asked must hold; within a list any one is enough.</summary>
public sealed record GenerationFilter
{
    /// <summary>Everything.</summary>
    public static GenerationFilter All { get; } = new();

    public IReadOnlyList<string> Students { get; init; } = [];

    /// <summary>Only texts that one of these graders graded.</summary>
    public IReadOnlyList<string> Graders { get; init; } = [];

    public IReadOnlyList<int> Ks { get; init; } = [];

    public IReadOnlyList<Setting> Settings { get; init; } = [];

    /// <summary>Only tuples that ask for all of these skills.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    public string? Topic { get; init; }

    /// <summary>Public id of a run.</summary>
    public Guid? Run { get; init; }

    /// <summary>First characters of a sample's identity.</summary>
    public string? Sample { get; init; }

    /// <summary>Index of the tuple in its sample.</summary>
    public int? Tuple { get; init; }

    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    public string? Tag { get; init; }

    /// <summary>Words that must occur; "in quotation marks" for a phrase, word* for a beginning, -word to leave out.</summary>
    public string? Search { get; init; }

    public SearchScope SearchIn { get; init; }

    public GenerationOrder Order { get; init; }

    /// <summary>True where nothing narrows the list.</summary>
    public bool IsEverything =>
        Students.Count + Graders.Count + Ks.Count + Settings.Count + Skills.Count + Outcomes.Count == 0
        && Topic is null
        && Run is null
        && Sample is null
        && Tuple is null
        && Tag is null
        && string.IsNullOrWhiteSpace(Search);
}
