using SkillMix.Core.Browse;
using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Background;

/// <summary>A store that is open, whole: whoever asks more than one question keeps it, and so asks one store.</summary>
/// <param name="File">The file, for questions that only one page asks.</param>
/// <param name="Runs">Runs, points and models.</param>
/// <param name="Index">Lists, search and single generations.</param>
/// <param name="Annotation">Queues, decisions and guidelines.</param>
/// <param name="Figures">Saved figures.</param>
/// <param name="IsSample">It is the sample store: everything in it is simulated.</param>
public sealed record OpenStore(
    StoreFile File,
    SqliteRunStore Runs,
    IGenerationIndex Index,
    AnnotationBook Annotation,
    FigureBook Figures,
    bool IsSample
) : IDisposable
{
    private static readonly IReadOnlyList<PublishedPoint> BuiltIn = PublishedPointsReader.BuiltIn();

    /// <summary>What is built in, without the points.</summary>
    public static IReadOnlyList<PublishedSource> BuiltInSources { get; } =
    [
        .. BuiltIn
            .GroupBy(point => (point.Source, point.Note))
            .Select(source => new PublishedSource(source.Key.Source, source.Key.Note, source.Count())),
    ];

    /// <summary>Everything that is asked of a file.</summary>
    public static OpenStore Of(StoreFile file, TimeProvider clock, bool isSample) =>
        new(
            file,
            new SqliteRunStore(file, clock),
            new SqliteGenerationIndex(file, clock),
            new AnnotationBook(file, clock),
            new FigureBook(file, clock),
            isSample
        );

    /// <summary>Published points: what is built in, and what the store holds besides.</summary>
    public async Task<IReadOnlyList<PublishedPoint>> PublishedAsync(CancellationToken cancellationToken)
    {
        var stored = await Runs.PublishedAsync(cancellationToken);
        return [.. BuiltIn, .. stored.Where(point => !IsBuiltIn(point.Source))];
    }

    /// <summary>Stores of the first version hold a copy of what is built in.</summary>
    public static bool IsBuiltIn(string source) => BuiltInSources.Any(one => one.Source == source);

    /// <summary>Lets go of the file; questions that are under way are still answered.</summary>
    public void Dispose() => File.Dispose();
}
