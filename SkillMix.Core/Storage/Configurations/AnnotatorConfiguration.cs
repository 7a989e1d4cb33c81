using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class AnnotatorConfiguration : IEntityTypeConfiguration<AnnotatorRow>
{
    public void Configure(EntityTypeBuilder<AnnotatorRow> builder)
    {
        builder.ToTable("annotators");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.PublicId).IsUnique();
    }
}
