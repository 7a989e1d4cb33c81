using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SkillMix.Core.Storage.Configurations;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage;

/// <summary>The store's tables. Make one with <see cref="StoreFile.CreateDbContext"/>, for one operation.</summary>
/// <remarks>
/// The schema is the SQL in <c>Migrations</c>; foreign keys stand only there. The full-text tables <c>turn_words</c>
/// and <c>grading_words</c> are reached by raw SQL.
/// </remarks>
public sealed partial class SkillMixContext(DbContextOptions<SkillMixContext> options) : DbContext(options)
{
    public DbSet<StudyRow> Studies => Set<StudyRow>();

    public DbSet<CatalogueRow> Catalogues => Set<CatalogueRow>();

    public DbSet<SplitRow> Splits => Set<SplitRow>();

    public DbSet<SkillRow> Skills => Set<SkillRow>();

    public DbSet<TopicRow> Topics => Set<TopicRow>();

    public DbSet<PromptRow> Prompts => Set<PromptRow>();

    public DbSet<DataSetRow> DataSets => Set<DataSetRow>();

    public DbSet<TuningJobRow> TuningJobs => Set<TuningJobRow>();

    public DbSet<ModelRow> Models => Set<ModelRow>();

    public DbSet<SampleRow> Samples => Set<SampleRow>();

    public DbSet<TupleRow> Tuples => Set<TupleRow>();

    public DbSet<TupleSkillRow> TupleSkills => Set<TupleSkillRow>();

    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<GradingSpecRow> GradingSpecs => Set<GradingSpecRow>();

    public DbSet<GenerationRow> Generations => Set<GenerationRow>();

    public DbSet<TurnRow> Turns => Set<TurnRow>();

    public DbSet<BodyRow> Bodies => Set<BodyRow>();

    public DbSet<GradingRow> Gradings => Set<GradingRow>();

    public DbSet<VerdictRow> Verdicts => Set<VerdictRow>();

    public DbSet<PublishedPointRow> PublishedPoints => Set<PublishedPointRow>();

    public DbSet<ImportRow> Imports => Set<ImportRow>();

    public DbSet<TagRow> Tags => Set<TagRow>();

    public DbSet<GenerationTagRow> GenerationTags => Set<GenerationTagRow>();

    public DbSet<SavedViewRow> SavedViews => Set<SavedViewRow>();

    public DbSet<FigureRow> Figures => Set<FigureRow>();

    public DbSet<AnnotatorRow> Annotators => Set<AnnotatorRow>();

    public DbSet<GuidelineRow> Guidelines => Set<GuidelineRow>();

    public DbSet<QueueRow> Queues => Set<QueueRow>();

    public DbSet<QueueWorkRow> QueueWork => Set<QueueWorkRow>();

    public DbSet<QueueUnitRow> QueueUnits => Set<QueueUnitRow>();

    public DbSet<QueueItemRow> QueueItems => Set<QueueItemRow>();

    public DbSet<QueueItemGenerationRow> QueueItemGenerations => Set<QueueItemGenerationRow>();

    public DbSet<DecisionRow> Decisions => Set<DecisionRow>();

    public DbSet<RequestRow> Requests => Set<RequestRow>();

    public DbSet<ReplyRow> Replies => Set<ReplyRow>();

    public DbSet<RunSpendingRow> RunSpending => Set<RunSpendingRow>();

    public DbSet<RunGradingRow> RunGradings => Set<RunGradingRow>();

    public DbSet<BatchRow> Batches => Set<BatchRow>();

    public DbSet<AnchorRow> Anchors => Set<AnchorRow>();

    public DbSet<AnchorTextRow> AnchorTexts => Set<AnchorTextRow>();

    public DbSet<AnchorGradingRow> AnchorGradings => Set<AnchorGradingRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        configurationBuilder.Properties<Guid>().HaveConversion<PublicIdConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SkillMixContext).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(row => row.GetProperties()))
        {
            property.SetColumnName(WordStart.Replace(property.Name, "_").ToLowerInvariant());
        }
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart { get; }
}
