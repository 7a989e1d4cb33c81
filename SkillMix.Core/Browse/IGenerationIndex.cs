namespace SkillMix.Core.Browse;

/// <summary>What the filters of the list offer.</summary>
public sealed record BrowseChoices(
    IReadOnlyList<string> Students,
    IReadOnlyList<string> Graders,
    IReadOnlyList<int> Ks,
    IReadOnlyList<Catalogue.Setting> Settings,
    IReadOnlyList<string> Skills,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Tags
);

/// <summary>How often a tag stands, by student and k.</summary>
public sealed record TagCount(string Tag, string Student, int K, int Generations);

/// <summary>A filter that somebody gave a name.</summary>
/// <param name="Query">The query string of the view, as in its address.</param>
public sealed record SavedView(Guid Id, string Name, string Query);

/// <summary>The query half of the store: lists, search, and one generation whole.</summary>
public interface IGenerationIndex
{
    /// <summary>A stretch of the filtered list.</summary>
    Task<GenerationPage> PageAsync(
        GenerationFilter filter,
        PageStart start,
        int size,
        CancellationToken cancellationToken
    );

    /// <summary>One generation whole; null where there is none of that id.</summary>
    Task<GenerationItem?> ItemAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Lines of the generations on the same tuple of the same sample, by student and round.</summary>
    Task<IReadOnlyList<GenerationLine>> SameTupleAsync(string sample, int tuple, CancellationToken cancellationToken);

    Task<BrowseChoices> ChoicesAsync(CancellationToken cancellationToken);

    /// <summary>Sets a tag on a generation, or takes it away. Setting it twice is the same as once.</summary>
    /// <exception cref="KeyNotFoundException">The store holds no such generation.</exception>
    Task SetTagAsync(Guid generation, string tag, bool isSet, CancellationToken cancellationToken);

    Task<IReadOnlyList<TagCount>> TagCountsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<SavedView>> SavedViewsAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a view under a name; a view of the same name is replaced.</summary>
    Task SaveViewAsync(string name, string query, CancellationToken cancellationToken);

    Task RemoveViewAsync(Guid id, CancellationToken cancellationToken);
}
