using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteAlurDb))]
    [Migration("20261124122857_Notices")]
    public class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_pending",
                table: "outbox");

            migrationBuilder.AddColumn<int>(
                name: "attempts",
                table: "timers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "timers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "destination",
                table: "outbox",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "attempts",
                table: "deadlines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "deadlines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "notice_preferences",
                columns: table => new
                {
                    user_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    mail = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_preferences", x => new { x.user_id, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "notice_templates",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    html = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_templates", x => x.kind);
                });

            migrationBuilder.CreateTable(
                name: "operations",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", nullable: false),
                    actor_name = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_operations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: false),
                    events = table.Column<string>(type: "TEXT", nullable: false),
                    secret = table.Column<string>(type: "TEXT", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_timers_quarantined",
                table: "timers",
                columns: new[] { "due_at", "instance_id" },
                filter: "state = 'Quarantined'");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_discarded",
                table: "outbox",
                columns: new[] { "state", "id" },
                filter: "state = 'Discarded'");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_failed",
                table: "outbox",
                columns: new[] { "state", "id" },
                filter: "state = 'Failed'");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_pending",
                table: "outbox",
                columns: new[] { "next_attempt_at", "id" },
                filter: "state = 'Pending' and destination = ''");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_quarantined",
                table: "outbox",
                columns: new[] { "state", "id" },
                filter: "state = 'Quarantined'");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_sending",
                table: "outbox",
                columns: new[] { "destination", "next_attempt_at", "id" },
                filter: "state = 'Pending' and destination <> ''");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_quarantined",
                table: "deadlines",
                columns: new[] { "due_at", "id" },
                filter: "state = 'Quarantined'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "notice_preferences");

            migrationBuilder.DropTable(
                name: "notice_templates");

            migrationBuilder.DropTable(
                name: "operations");

            migrationBuilder.DropTable(
                name: "webhooks");

            migrationBuilder.DropIndex(
                name: "ix_timers_quarantined",
                table: "timers");

            migrationBuilder.DropIndex(
                name: "ix_outbox_discarded",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_failed",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_pending",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_quarantined",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_sending",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_deadlines_quarantined",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "attempts",
                table: "timers");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "timers");

            migrationBuilder.DropColumn(
                name: "destination",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "attempts",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "deadlines");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_pending",
                table: "outbox",
                columns: new[] { "next_attempt_at", "id" },
                filter: "state = 'Pending'");
        }
    }
}
