using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresAlurDb))]
    [Migration("20261124145259_Reports")]
    public class Reports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "heartbeats",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_heartbeats", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "outages",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    from_at = table.Column<long>(type: "bigint", nullable: false),
                    to_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "report_visits",
                columns: table => new
                {
                    month = table.Column<int>(type: "integer", nullable: false),
                    definition_id = table.Column<string>(type: "text", nullable: false),
                    activity_id = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    priority = table.Column<string>(type: "text", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    step_no = table.Column<int>(type: "integer", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    visits = table.Column<int>(type: "integer", nullable: false),
                    watched = table.Column<int>(type: "integer", nullable: false),
                    late = table.Column<int>(type: "integer", nullable: false),
                    paused = table.Column<int>(type: "integer", nullable: false),
                    again = table.Column<int>(type: "integer", nullable: false),
                    used_seconds = table.Column<long>(type: "bigint", nullable: false),
                    paused_seconds = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_visits", x => new { x.month, x.definition_id, x.activity_id, x.role, x.person_id, x.priority, x.minutes });
                });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_report_answered",
                table: "tickets",
                columns: new[] { "first_response_at", "priority", "first_response_seconds" },
                filter: "first_response_at is not null and not is_test");

            migrationBuilder.CreateIndex(
                name: "ix_tickets_report_ended",
                table: "tickets",
                columns: new[] { "closed_at", "opened_at", "status", "auto_closed_at", "priority", "rating", "solution_seconds" },
                filter: "closed_at is not null and not is_test");

            migrationBuilder.CreateIndex(
                name: "ix_tickets_report_open",
                table: "tickets",
                columns: new[] { "opened_at", "priority" },
                filter: "status = 'Open' and not is_test");

            migrationBuilder.CreateIndex(
                name: "ix_tickets_report_sent",
                table: "tickets",
                columns: new[] { "opened_at", "priority" },
                filter: "not is_test");

            migrationBuilder.CreateIndex(
                name: "ix_outages_all",
                table: "outages",
                columns: new[] { "from_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "heartbeats");

            migrationBuilder.DropTable(
                name: "outages");

            migrationBuilder.DropTable(
                name: "report_visits");

            migrationBuilder.DropIndex(
                name: "ix_tickets_report_answered",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "ix_tickets_report_ended",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "ix_tickets_report_open",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "ix_tickets_report_sent",
                table: "tickets");
        }
    }
}
