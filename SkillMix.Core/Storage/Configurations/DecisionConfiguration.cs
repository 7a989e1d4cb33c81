using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class DecisionConfiguration : IEntityTypeConfiguration<DecisionRow>
{
    public void Configure(EntityTypeBuilder<DecisionRow> builder)
    {
        builder.ToTable("decisions");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.PublicId).IsUnique();
        builder.HasIndex(row => row.IdempotencyKey).IsUnique();
        builder.HasIndex(
            row => new
            {
                row.GenerationId,
                row.Turn,
                row.Position,
            },
            "decisions_by_generation"
        );
        builder.HasIndex(row => row.QueueItemId, "decisions_by_item");
        builder.HasIndex(row => new { row.AnnotatorId, row.Id }, "decisions_by_annotator");
    }
}
