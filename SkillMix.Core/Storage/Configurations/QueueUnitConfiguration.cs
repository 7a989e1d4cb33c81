using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class QueueUnitConfiguration : IEntityTypeConfiguration<QueueUnitRow>
{
    public void Configure(EntityTypeBuilder<QueueUnitRow> builder)
    {
        builder.ToTable("queue_units");
        builder.HasKey(row => new { row.QueueId, row.Number });
    }
}
