using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteAlurDb))]
    [Migration("20261124151000_TicketClockBudgets")]
    public class TicketClockBudgets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "clock_calendar_revision",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "clock_policy_revision",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "first_response_breached_at",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "first_response_budget",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "first_response_due_at",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "first_response_paused_at",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "first_response_pauses",
                table: "tickets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "solution_breached_at",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "solution_budget",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "solution_due_at",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            // By hand: EF would rebuild the table outside the transaction, and forget the default of attempts. Nothing refers to deadlines, so it needs neither.
            migrationBuilder.Sql("""
                CREATE TABLE "deadlines_with_clocks" (
                    "id" TEXT NOT NULL CONSTRAINT "pk_deadlines" PRIMARY KEY,
                    "task_id" TEXT NULL,
                    "clock" TEXT NULL,
                    "instance_id" TEXT NOT NULL,
                    "kind" TEXT NOT NULL,
                    "level" INTEGER NOT NULL,
                    "due_at" INTEGER NOT NULL,
                    "state" TEXT NOT NULL,
                    "enqueued_at" INTEGER NULL,
                    "fired_at" INTEGER NULL,
                    "actions" TEXT NULL,
                    "attempts" INTEGER NOT NULL DEFAULT 0,
                    "reason" TEXT NULL,
                    CONSTRAINT "fk_deadlines_tasks_task_id" FOREIGN KEY ("task_id") REFERENCES "tasks" ("id") ON DELETE RESTRICT
                ) WITHOUT ROWID;
                INSERT INTO "deadlines_with_clocks" ("id", "task_id", "instance_id", "kind", "level", "due_at", "state", "enqueued_at", "fired_at", "actions", "attempts", "reason")
                    SELECT "id", "task_id", "instance_id", "kind", "level", "due_at", "state", "enqueued_at", "fired_at", "actions", "attempts", "reason" FROM "deadlines";
                DROP TABLE "deadlines";
                ALTER TABLE "deadlines_with_clocks" RENAME TO "deadlines";
                CREATE INDEX "ix_deadlines_due" ON "deadlines" ("due_at", "id") WHERE state = 'Open';
                CREATE INDEX "ix_deadlines_enqueued" ON "deadlines" ("enqueued_at", "id") WHERE state = 'Enqueued';
                CREATE INDEX "ix_deadlines_quarantined" ON "deadlines" ("due_at", "id") WHERE state = 'Quarantined';
                CREATE UNIQUE INDEX "ix_deadlines_task_id_kind_level" ON "deadlines" ("task_id", "kind", "level");
                """);

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
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
