using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class TupleSkillConfiguration : IEntityTypeConfiguration<TupleSkillRow>
{
    public void Configure(EntityTypeBuilder<TupleSkillRow> builder)
    {
        builder.ToTable("tuple_skills");
        builder.HasKey(row => new { row.TupleId, row.Position });
        builder.HasIndex(row => new { row.SkillId, row.TupleId }, "tuple_skills_by_skill");
    }
}
