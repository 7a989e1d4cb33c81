using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class GuidelineConfiguration : IEntityTypeConfiguration<GuidelineRow>
{
    public void Configure(EntityTypeBuilder<GuidelineRow> builder)
    {
        builder.ToTable("guidelines");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.Kind, row.Version }).IsUnique();
    }
}
