using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresAlurDb))]
    [Migration("20261124151010_TicketClockBudgets")]
    public class TicketClockBudgets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "clock_calendar_revision",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "clock_policy_revision",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "first_response_breached_at",
                table: "tickets",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "first_response_budget",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "first_response_due_at",
                table: "tickets",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "first_response_paused_at",
                table: "tickets",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "first_response_pauses",
                table: "tickets",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "solution_breached_at",
                table: "tickets",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "solution_budget",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "solution_due_at",
                table: "tickets",
                type: "bigint",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "task_id",
                table: "deadlines",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<string>(
                name: "clock",
                table: "deadlines",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_tickets_clocks",
                table: "tickets",
                columns: new[] { "id", "clock_calendar_revision", "clock_policy_revision" },
                filter: "status = 'Open' and clock_policy_revision is not null");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_of_clock",
                table: "deadlines",
                columns: new[] { "instance_id", "clock", "kind", "level" },
                unique: true,
                filter: "clock is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("delete from deadlines where clock is not null");

            migrationBuilder.DropIndex(
                name: "ix_tickets_clocks",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "ix_deadlines_of_clock",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "clock_calendar_revision",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "clock_policy_revision",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "first_response_breached_at",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "first_response_budget",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "first_response_due_at",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "first_response_paused_at",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "first_response_pauses",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "solution_breached_at",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "solution_budget",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "solution_due_at",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "clock",
                table: "deadlines");

            migrationBuilder.AlterColumn<string>(
                name: "task_id",
                table: "deadlines",
                type: "text",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);
        }
    }
}
