using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class PromptConfiguration : IEntityTypeConfiguration<PromptRow>
{
    public void Configure(EntityTypeBuilder<PromptRow> builder)
    {
        builder.ToTable("prompts");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.Hash).IsUnique();
    }
}
