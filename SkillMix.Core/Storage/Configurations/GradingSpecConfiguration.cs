using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class GradingSpecConfiguration : IEntityTypeConfiguration<GradingSpecRow>
{
    public void Configure(EntityTypeBuilder<GradingSpecRow> builder)
    {
        builder.ToTable("grading_specs");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.Hash).IsUnique();
    }
}
