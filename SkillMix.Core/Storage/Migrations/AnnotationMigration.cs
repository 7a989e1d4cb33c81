using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SkillMix.Core.Storage.Migrations;

/// <summary>Schema 3: everything in <c>0003-annotation.sql</c>.</summary>
[DbContext(typeof(SkillMixContext)), Migration("00000000000003_Annotation")]
public sealed class AnnotationMigration : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("PRAGMA user_version = 3");
        migrationBuilder.Sql(MigrationScript.Read("0003-annotation.sql"));
    }
}
