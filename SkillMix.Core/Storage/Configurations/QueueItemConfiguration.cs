using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class QueueItemConfiguration : IEntityTypeConfiguration<QueueItemRow>
{
    public void Configure(EntityTypeBuilder<QueueItemRow> builder)
    {
        builder.ToTable("queue_items");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.PublicId).IsUnique();
        builder.HasIndex(row => new { row.QueueId, row.Position }).IsUnique();
    }
}
