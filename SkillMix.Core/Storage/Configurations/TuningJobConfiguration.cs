using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class TuningJobConfiguration : IEntityTypeConfiguration<TuningJobRow>
{
    public void Configure(EntityTypeBuilder<TuningJobRow> builder)
    {
        builder.ToTable("tuning_jobs");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.PublicId).IsUnique();
    }
}
