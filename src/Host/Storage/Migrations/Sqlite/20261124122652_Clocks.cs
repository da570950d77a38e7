using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteAlurDb))]
    [Migration("20261124122652_Clocks")]
    public class Clocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "first_response_at",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "first_response_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "solution_paused_at",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "solution_pauses",
                table: "tickets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "solution_seconds",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "paused_at",
                table: "tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "pauses",
                table: "tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "used_seconds",
                table: "tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "pauses",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    instance_id = table.Column<string>(type: "TEXT", nullable: false),
                    task_id = table.Column<string>(type: "TEXT", nullable: false),
                    from_at = table.Column<long>(type: "INTEGER", nullable: false),
                    to_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    paused_by_id = table.Column<string>(type: "TEXT", nullable: false),
                    paused_by_name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pauses", x => x.id);
                    table.ForeignKey(
                        name: "fk_pauses_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_pauses_of_ticket",
                table: "pauses",
                columns: new[] { "instance_id", "from_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_pauses_open",
                table: "pauses",
                column: "task_id",
                unique: true,
                filter: "to_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pauses");

            migrationBuilder.DropColumn(
                name: "first_response_at",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "first_response_seconds",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "solution_paused_at",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "solution_pauses",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "solution_seconds",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "paused_at",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "pauses",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "used_seconds",
                table: "tasks");
        }
    }
}
