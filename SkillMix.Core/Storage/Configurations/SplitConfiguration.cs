using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class SplitConfiguration : IEntityTypeConfiguration<SplitRow>
{
    public void Configure(EntityTypeBuilder<SplitRow> builder)
    {
        builder.ToTable("splits");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.Hash).IsUnique();
    }
}
