using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class QueueItemGenerationConfiguration : IEntityTypeConfiguration<QueueItemGenerationRow>
{
    public void Configure(EntityTypeBuilder<QueueItemGenerationRow> builder)
    {
        builder.ToTable("queue_item_generations");
        builder.HasKey(row => new { row.QueueItemId, row.GenerationId });
        builder.HasIndex(row => row.GenerationId, "queue_item_generations_by_generation");
    }
}
