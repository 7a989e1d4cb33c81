using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class PublishedPointConfiguration : IEntityTypeConfiguration<PublishedPointRow>
{
    public void Configure(EntityTypeBuilder<PublishedPointRow> builder)
    {
        builder.ToTable("published_points");
        builder.HasKey(row => row.Id);
        builder
            .HasIndex(row => new
            {
                row.Source,
                row.Student,
                row.Grader,
                row.Setting,
                row.TrainingData,
                row.K,
            })
            .IsUnique();
    }
}
