using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class GradingBodyConfiguration : IEntityTypeConfiguration<GradingBodyRow>
{
    public void Configure(EntityTypeBuilder<GradingBodyRow> builder)
    {
        builder.ToTable("grading_bodies");
        builder.HasKey(row => row.GradingId);
        builder.Property(row => row.GradingId).ValueGeneratedNever();
    }
}
