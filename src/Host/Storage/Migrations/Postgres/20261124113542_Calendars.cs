using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresAlurDb))]
    [Migration("20261124113542_Calendars")]
    public class Calendars : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "budget_seconds",
                table: "tasks",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "calendar_id",
                table: "tasks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "calendar_revision",
                table: "tasks",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "standard_seconds",
                table: "tasks",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "calendars",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    changed_by_id = table.Column<string>(type: "text", nullable: true),
                    changed_by_name = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    is_current = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendars", x => new { x.id, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "recalculations",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    from_value = table.Column<string>(type: "text", nullable: true),
                    to_value = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    changed_by_id = table.Column<string>(type: "text", nullable: true),
                    changed_by_name = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    moved = table.Column<int>(type: "integer", nullable: false),
                    finished_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recalculations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "role_calendars",
                columns: table => new
                {
                    role = table.Column<string>(type: "text", nullable: false),
                    calendar_id = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    changed_by_id = table.Column<string>(type: "text", nullable: false),
                    changed_by_name = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_calendars", x => x.role);
                });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_calendar",
                table: "tasks",
                columns: new[] { "instance_id", "role", "calendar_id", "calendar_revision" },
                filter: "state in ('Open', 'Claimed')");

            migrationBuilder.CreateIndex(
                name: "ix_calendars_current",
                table: "calendars",
                column: "id",
                unique: true,
                filter: "is_current");

            migrationBuilder.CreateIndex(
                name: "ix_recalculations_all",
                table: "recalculations",
                columns: new[] { "changed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_recalculations_running",
                table: "recalculations",
                column: "id",
                filter: "finished_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calendars");

            migrationBuilder.DropTable(
                name: "recalculations");

            migrationBuilder.DropTable(
                name: "role_calendars");

            migrationBuilder.DropIndex(
                name: "ix_tasks_calendar",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "budget_seconds",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "calendar_id",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "calendar_revision",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "standard_seconds",
                table: "tasks");
        }
    }
}
