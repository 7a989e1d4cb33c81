using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class GradingConfiguration : IEntityTypeConfiguration<GradingRow>
{
    public void Configure(EntityTypeBuilder<GradingRow> builder)
    {
        builder.ToTable("gradings");
        builder.HasKey(row => row.Id);
        builder
            .HasIndex(row => new
            {
                row.GenerationId,
                row.Turn,
                row.GradingSpecId,
                row.Round,
            })
            .IsUnique();
        builder.HasIndex(
            row => new
            {
                row.GradingSpecId,
                row.GenerationId,
                row.Turn,
                row.Round,
                row.Points,
            },
            "gradings_by_points"
        );
    }
}
