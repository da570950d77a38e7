using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteAlurDb))]
    [Migration("20261128060012_OpenWork")]
    public class OpenWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tasks_calendar",
                table: "tasks");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_acknowledged",
                table: "tasks",
                columns: new[] { "breached_at", "id" },
                filter: "breached_at is not null and acknowledged_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_due_of_role",
                table: "tasks",
                columns: new[] { "role", "due_at", "id" },
                filter: "state in ('Open', 'Claimed') and due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_open",
                table: "tasks",
                columns: new[] { "instance_id", "role", "calendar_id", "calendar_revision", "policy_revision", "activity_id", "state", "assignee_id", "priority", "opened_at", "claimed_at", "due_at", "paused_at", "warned_at", "breached_at", "acknowledged_at", "id" },
                filter: "state in ('Open', 'Claimed')");

            migrationBuilder.CreateIndex(
                name: "ix_instances_process",
                table: "instances",
                columns: new[] { "id", "definition_id", "status" },
                filter: "status = 'Running'");

            migrationBuilder.CreateIndex(
                name: "ix_tickets_trials",
                table: "tickets",
                columns: new[] { "id", "is_test" },
                filter: "is_test");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tasks_acknowledged",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_due_of_role",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_open",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_instances_process",
                table: "instances");

            migrationBuilder.DropIndex(
                name: "ix_tickets_trials",
                table: "tickets");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_calendar",
                table: "tasks",
                columns: new[] { "instance_id", "role", "calendar_id", "calendar_revision", "policy_revision" },
                filter: "state in ('Open', 'Claimed')");
        }
    }
}
