using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class TupleConfiguration : IEntityTypeConfiguration<TupleRow>
{
    public void Configure(EntityTypeBuilder<TupleRow> builder)
    {
        builder.ToTable("tuples");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.SampleId, row.Index }).IsUnique();
        builder.HasIndex(row => row.TopicId, "tuples_by_topic");
    }
}
