using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class AnchorGradingConfiguration : IEntityTypeConfiguration<AnchorGradingRow>
{
    public void Configure(EntityTypeBuilder<AnchorGradingRow> builder)
    {
        builder.ToTable("anchor_gradings");
        builder.HasKey(row => row.Id);
        builder
            .HasIndex(row => new
            {
                row.AnchorId,
                row.Position,
                row.GradingSpecId,
                row.Occasion,
            })
            .IsUnique();
    }
}
