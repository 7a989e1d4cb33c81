using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class RunGradingConfiguration : IEntityTypeConfiguration<RunGradingRow>
{
    public void Configure(EntityTypeBuilder<RunGradingRow> builder)
    {
        builder.ToTable("run_gradings");
        builder.HasKey(row => new { row.RunId, row.GradingSpecId });
    }
}
