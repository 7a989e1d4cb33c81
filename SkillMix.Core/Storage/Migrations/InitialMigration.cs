using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SkillMix.Core.Storage.Migrations;

/// <summary>Schema 1: everything in <c>0001-initial.sql</c>, and the marks of a store in the file's head.</summary>
[DbContext(typeof(SkillMixContext)), Migration("00000000000001_Initial")]
public sealed class InitialMigration : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // Both marks are part of the transaction, like the tables.
        migrationBuilder.Sql($"PRAGMA application_id = {StoreFormat.ApplicationId}");
        migrationBuilder.Sql("PRAGMA user_version = 1");
        migrationBuilder.Sql(MigrationScript.Read("0001-initial.sql"));
    }
}
