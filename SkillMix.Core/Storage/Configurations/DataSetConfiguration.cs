using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class DataSetConfiguration : IEntityTypeConfiguration<DataSetRow>
{
    public void Configure(EntityTypeBuilder<DataSetRow> builder)
    {
        builder.ToTable("data_sets");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.PublicId).IsUnique();
    }
}
