using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Core.Storage.Configurations;

internal sealed class RequestConfiguration : IEntityTypeConfiguration<RequestRow>
{
    public void Configure(EntityTypeBuilder<RequestRow> builder)
    {
        builder.ToTable("requests");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.Key, row.RunId }).IsUnique();
        builder.HasIndex(row => new { row.RunId, row.Created }, "requests_by_time");
    }
}
