using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresAlurDb))]
    [Migration("20261124124954_DefinitionSaves")]
    public class DefinitionSaves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "description",
                table: "definitions",
                type: "text",
                nullable: true);

            // Lists show it without reading documents.
            migrationBuilder.Sql("update definitions set description = document::json ->> 'description'");

            migrationBuilder.CreateTable(
                name: "definition_saves",
                columns: table => new
                {
                    version_id = table.Column<string>(type: "text", nullable: false),
                    definition_id = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    activities = table.Column<int>(type: "integer", nullable: false),
                    saved_by = table.Column<string>(type: "text", nullable: false),
                    saved_by_name = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_definition_saves", x => x.version_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_definitions_list",
                table: "definitions",
                columns: new[] { "definition_id", "is_latest", "is_published", "created_at", "version", "name", "version_id" });

            migrationBuilder.CreateIndex(
                name: "ix_definition_saves_of_definition",
                table: "definition_saves",
                columns: new[] { "definition_id", "saved_at", "version_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "definition_saves");

            migrationBuilder.DropIndex(
                name: "ix_definitions_list",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "description",
                table: "definitions");
        }
    }
}
