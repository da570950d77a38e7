using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteAlurDb))]
    [Migration("20261124120320_SlaPolicy")]
    public class SlaPolicy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tasks_calendar",
                table: "tasks");

            migrationBuilder.AddColumn<int>(
                name: "policy_revision",
                table: "tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "actions",
                table: "deadlines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "sla_policies",
                columns: table => new
                {
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    changed_by_id = table.Column<string>(type: "TEXT", nullable: true),
                    changed_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_current = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sla_policies", x => x.revision);
                });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_calendar",
                table: "tasks",
                columns: new[] { "instance_id", "role", "calendar_id", "calendar_revision", "policy_revision" },
                filter: "state in ('Open', 'Claimed')");

            migrationBuilder.CreateIndex(
                name: "ix_sla_policies_current",
                table: "sla_policies",
                column: "is_current",
                unique: true,
                filter: "is_current");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sla_policies");

            migrationBuilder.DropIndex(
                name: "ix_tasks_calendar",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "policy_revision",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "actions",
                table: "deadlines");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_calendar",
                table: "tasks",
                columns: new[] { "instance_id", "role", "calendar_id", "calendar_revision" },
                filter: "state in ('Open', 'Claimed')");
        }
    }
}
