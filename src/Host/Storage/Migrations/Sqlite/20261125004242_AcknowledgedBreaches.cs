using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteAlurDb))]
    [Migration("20261125004242_AcknowledgedBreaches")]
    public class AcknowledgedBreaches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "acknowledged_at",
                table: "tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "acknowledged_by_id",
                table: "tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "acknowledged_by_name",
                table: "tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "acknowledged_remark",
                table: "tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_tasks_unacknowledged",
                table: "tasks",
                columns: new[] { "breached_at", "id" },
                filter: "breached_at is not null and acknowledged_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tasks_unacknowledged",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "acknowledged_at",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "acknowledged_by_id",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "acknowledged_by_name",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "acknowledged_remark",
                table: "tasks");
        }
    }
}
