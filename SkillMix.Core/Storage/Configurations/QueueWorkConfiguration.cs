using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class QueueWorkConfiguration : IEntityTypeConfiguration<QueueWorkRow>
{
    public void Configure(EntityTypeBuilder<QueueWorkRow> builder)
    {
        builder.ToTable("queue_work");
        builder.HasKey(row => new { row.QueueItemId, row.AnnotatorId });
    }
}
