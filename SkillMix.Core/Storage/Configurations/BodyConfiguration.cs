using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class BodyConfiguration : IEntityTypeConfiguration<BodyRow>
{
    public void Configure(EntityTypeBuilder<BodyRow> builder)
    {
        builder.ToTable("bodies");
        builder.HasKey(row => row.Id);
    }
}
