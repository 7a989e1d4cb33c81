using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class AnchorTextConfiguration : IEntityTypeConfiguration<AnchorTextRow>
{
    public void Configure(EntityTypeBuilder<AnchorTextRow> builder)
    {
        builder.ToTable("anchor_texts");
        builder.HasKey(row => new { row.AnchorId, row.Position });
    }
}
