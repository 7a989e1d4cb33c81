using SkillMix.Core.ChatModels;
using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>What a store is made of.</summary>
/// <param name="SqliteVersion">Version of the SQLite library that reads it.</param>
/// <param name="SchemaVersion">Version of its schema.</param>
/// <param name="Bytes">Size of the file and of what SQLite keeps beside it.</param>
/// <param name="Rows">How many rows there are of each kind.</param>
public sealed record StoreFacts(
    string SqliteVersion,
    int SchemaVersion,
    long Bytes,
    IReadOnlyList<RowCount> Rows,
    IReadOnlyList<RunFacts> Runs,
    IReadOnlyList<ModelFacts> Models,
    IReadOnlyList<ImportFacts> Imports,
    IReadOnlyList<PublishedSource> Published
)
{
    /// <summary>Rows of a kind; 0 for a kind that is not counted.</summary>
    public long Count(string kind) => Rows.FirstOrDefault(row => row.Kind == kind)?.Rows ?? 0;
}

/// <summary>How many rows of a kind a store holds.</summary>
/// <param name="Kind">In a person's words, for instance "generations".</param>
public sealed record RowCount(string Kind, long Rows);

/// <summary>A run and how much it holds.</summary>
/// <param name="ToolVersion">Version of SkillMix that made it.</param>
public sealed record RunFacts(Run Run, string ToolVersion, long Generations);

/// <summary>A model and what it did.</summary>
/// <param name="Generations">Texts it wrote.</param>
/// <param name="GradingSpecs">Ways in which it grades.</param>
public sealed record ModelFacts(StudyModel Model, long Generations, long GradingSpecs);

/// <summary>An import and what it reported.</summary>
/// <param name="Source">Where the files came from.</param>
/// <param name="Report">Null where the report cannot be read.</param>
public sealed record ImportFacts(string Source, ImportReport? Report, DateTimeOffset Created);

/// <summary>A publication whose numbers can be laid over our own.</summary>
public sealed record PublishedSource(string Source, string Note, int Points);
