using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SkillMix.Core.Storage.Migrations;

/// <summary>Schema 4: everything in <c>0004-figures.sql</c>.</summary>
[DbContext(typeof(SkillMixContext)), Migration("00000000000004_Figures")]
public sealed class FiguresMigration : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("PRAGMA user_version = 4");
        migrationBuilder.Sql(MigrationScript.Read("0004-figures.sql"));
    }
}
