using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class GenerationConfiguration : IEntityTypeConfiguration<GenerationRow>
{
    public void Configure(EntityTypeBuilder<GenerationRow> builder)
    {
        builder.ToTable("generations");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.PublicId).IsUnique();
        builder
            .HasIndex(row => new
            {
                row.RunId,
                row.StudentId,
                row.SampleId,
                row.TupleIndex,
                row.Round,
            })
            .IsUnique();
        builder.HasIndex(
            row => new
            {
                row.TupleId,
                row.StudentId,
                row.Round,
            },
            "generations_by_tuple"
        );
        builder.HasIndex(
            row => new
            {
                row.StudentId,
                row.K,
                row.Setting,
                row.FullMarks,
                row.IsSplit,
                row.IsUnreadable,
                row.TupleId,
                row.Id,
            },
            "generations_by_filter"
        );
        builder.HasIndex(row => row.Id, "generations_split").HasFilter("is_split = 1");
        builder.HasIndex(row => row.Id, "generations_unreadable").HasFilter("is_unreadable = 1");
        builder.HasIndex(row => row.Id, "generations_human").HasFilter("human_differs = 1");
        builder.HasIndex(row => row.Id, "generations_base").HasFilter("differs_from_base = 1");
    }
}
