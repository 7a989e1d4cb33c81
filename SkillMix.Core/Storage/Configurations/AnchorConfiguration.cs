using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class AnchorConfiguration : IEntityTypeConfiguration<AnchorRow>
{
    public void Configure(EntityTypeBuilder<AnchorRow> builder)
    {
        builder.ToTable("anchors");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.PublicId).IsUnique();
        builder.HasIndex(row => row.Name).IsUnique();
    }
}
