using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class GenerationTagConfiguration : IEntityTypeConfiguration<GenerationTagRow>
{
    public void Configure(EntityTypeBuilder<GenerationTagRow> builder)
    {
        builder.ToTable("generation_tags");
        builder.HasKey(row => new { row.TagId, row.GenerationId });
        builder.HasIndex(row => row.GenerationId, "generation_tags_by_generation");
    }
}
