using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class RunSpendingConfiguration : IEntityTypeConfiguration<RunSpendingRow>
{
    public void Configure(EntityTypeBuilder<RunSpendingRow> builder)
    {
        builder.ToTable("run_spending");
        builder.HasKey(row => new
        {
            row.RunId,
            row.ModelId,
            row.Role,
            row.AnsweredBy,
        });
    }
}
