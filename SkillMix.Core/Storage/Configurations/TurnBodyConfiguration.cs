using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class TurnBodyConfiguration : IEntityTypeConfiguration<TurnBodyRow>
{
    public void Configure(EntityTypeBuilder<TurnBodyRow> builder)
    {
        builder.ToTable("turn_bodies");
        builder.HasKey(row => row.TurnId);
        builder.Property(row => row.TurnId).ValueGeneratedNever();
    }
}
