using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SkillMix.Core.Storage.Migrations;

/// <summary>Schema 2: everything in <c>0002-running.sql</c>.</summary>
[DbContext(typeof(SkillMixContext)), Migration("00000000000002_Running")]
public sealed class RunningMigration : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("PRAGMA user_version = 2");
        migrationBuilder.Sql(MigrationScript.Read("0002-running.sql"));
    }
}
